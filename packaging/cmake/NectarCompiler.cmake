# SPDX-License-Identifier: Apache-2.0
# Flags of every target of ours: one interface target, so that third-party targets never see them.
add_library(nectar_flags INTERFACE)
target_include_directories(nectar_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(nectar_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual $<$<BOOL:${NECTAR_WERROR}>:-Werror>)
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

find_program(NECTAR_MOLD mold)
mark_as_advanced(NECTAR_MOLD)
if(NECTAR_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
