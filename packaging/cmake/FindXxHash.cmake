# SPDX-License-Identifier: Apache-2.0
# nectar::xxhash = the XXH3 hash functions.
find_path(XxHash_INCLUDE xxhash.h)
find_library(XxHash_LIBRARY xxhash)
mark_as_advanced(XxHash_INCLUDE XxHash_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(XxHash REQUIRED_VARS XxHash_LIBRARY XxHash_INCLUDE)
if(XxHash_FOUND AND NOT TARGET nectar::xxhash)
  add_library(nectar::xxhash INTERFACE IMPORTED)
  target_include_directories(nectar::xxhash SYSTEM INTERFACE ${XxHash_INCLUDE})
  target_link_libraries(nectar::xxhash INTERFACE ${XxHash_LIBRARY})
endif()
