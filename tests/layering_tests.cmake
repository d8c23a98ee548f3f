# SPDX-License-Identifier: Apache-2.0
add_test(NAME layering COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -P ${PROJECT_SOURCE_DIR}/tests/layering.cmake)
add_test(NAME layering_planted COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR}
  -DWORK=${CMAKE_CURRENT_BINARY_DIR}/planted -P ${PROJECT_SOURCE_DIR}/tests/layering_planted.cmake)

add_test(NAME headers COMMAND ${CMAKE_CURRENT_LIST_DIR}/headers.sh ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}
  ${Qt6Core_INCLUDE_DIRS} ${Qt6Gui_INCLUDE_DIRS} ${Qt6Widgets_INCLUDE_DIRS} ${Qt6Concurrent_INCLUDE_DIRS} ${Qt6Svg_INCLUDE_DIRS})
