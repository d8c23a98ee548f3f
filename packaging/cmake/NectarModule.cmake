# SPDX-License-Identifier: Apache-2.0

# Runs clang-tidy over a target's sources when it is asked for.
function(nectar_tidy name)
  if(NECTAR_TIDY)
    set_target_properties(${name} PROPERTIES CXX_CLANG_TIDY "clang-tidy;--quiet")
  endif()
endfunction()

# nectar_module(core_search SOURCES a.cpp … DEPENDS core_base … PRIVATE_LINKS nectar::torch …)
# One static library a module. DEPENDS are modules of ours (their headers appear in ours), PRIVATE_LINKS are
# third-party targets that no header of the module shows. TORCH: the module's sources include torch headers.
function(nectar_module name)
  cmake_parse_arguments(arg "TORCH;QT" "" "SOURCES;DEPENDS;PRIVATE_LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC nectar_flags ${arg_DEPENDS} PRIVATE ${arg_PRIVATE_LINKS})
  if(arg_TORCH)
    target_link_libraries(${name} PRIVATE nectar::torch)
  else()
    target_link_libraries(${name} PRIVATE nectar_conversion_warnings)
    nectar_tidy(${name}) # clang 14 does not read LibTorch's headers
  endif()
  if(arg_QT)
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTOGEN_ORIGIN_DEPENDS OFF)
  endif()
endfunction()

# nectar_test(tst_exact_index core_search …): one Qt Test program, tst_exact_index.cpp beside the calling CMakeLists.
# NECTAR_TEST_LAUNCHER: a command before it, if any.
function(nectar_test name)
  add_executable(${name} ${name}.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC ON AUTOGEN_ORIGIN_DEPENDS OFF)
  target_link_libraries(${name} PRIVATE nectar_flags ${ARGN} Qt6::Test)
  add_test(NAME ${name} COMMAND ${NECTAR_TEST_LAUNCHER} $<TARGET_FILE:${name}>)
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_WAIT_POLICY=passive;NECTAR_RESOURCES=${PROJECT_SOURCE_DIR}/resources"
    TIMEOUT 600)
endfunction()
