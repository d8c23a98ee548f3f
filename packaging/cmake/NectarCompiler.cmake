# SPDX-License-Identifier: Apache-2.0
# Flags of every target of ours: one interface target, so that third-party targets never see them.
add_library(nectar_flags INTERFACE)
target_include_directories(nectar_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(nectar_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual $<$<BOOL:${NECTAR_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict) # sees overlaps in std::string's operator+ that are not there (GCC bug 105651)
endif()
target_compile_definitions(nectar_flags INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# Kept apart because torch's headers do not survive it.
add_library(nectar_conversion_warnings INTERFACE)
target_compile_options(nectar_conversion_warnings INTERFACE -Wconversion)

set(NECTAR_SANITIZE "" CACHE STRING "sanitizers, for example address,undefined or thread")
if(NECTAR_SANITIZE)
  add_compile_options(-fsanitize=${NECTAR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${NECTAR_SANITIZE})
endif()

# A fast linker. Not mold 1.10: where .tbss ends at a page boundary, its programs do not load.
find_program(NECTAR_LLD ld.lld)
mark_as_advanced(NECTAR_LLD)
if(NECTAR_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# What moc, rcc and uic write is no concern of ours: one check that finds nothing there, because none at all is an error.
if(NECTAR_TIDY)
  file(WRITE ${PROJECT_BINARY_DIR}/.clang-tidy "Checks: '-*,bugprone-bool-pointer-implicit-conversion'\n")
endif()
