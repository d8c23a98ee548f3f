# SPDX-License-Identifier: Apache-2.0
# nectar::torch = the headers of the PyTorch wheel + libtorch_cpu + libc10. The wheel's own CMake package is not
# used: it would pull libtorch_cuda and a search for the CUDA toolkit into every link.
if(NOT NECTAR_TORCH_DIR)
  if(DEFINED ENV{XDG_CACHE_HOME})
    set(_nectar_cache "$ENV{XDG_CACHE_HOME}")
  else()
    set(_nectar_cache "$ENV{HOME}/.cache")
  endif()
  set(NECTAR_TORCH_DIR "${_nectar_cache}/nectar/deps/torch-2.11.0" CACHE PATH "" FORCE)
endif()
find_path(NectarTorch_INCLUDE ATen/ATen.h PATHS ${NECTAR_TORCH_DIR}/torch/include NO_DEFAULT_PATH)
find_library(NectarTorch_CPU torch_cpu PATHS ${NECTAR_TORCH_DIR}/torch/lib NO_DEFAULT_PATH)
find_library(NectarTorch_C10 c10 PATHS ${NECTAR_TORCH_DIR}/torch/lib NO_DEFAULT_PATH)
mark_as_advanced(NectarTorch_INCLUDE NectarTorch_CPU NectarTorch_C10)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(NectarTorch
  REQUIRED_VARS NectarTorch_CPU NectarTorch_C10 NectarTorch_INCLUDE
  REASON_FAILURE_MESSAGE "run packaging/setup.sh, or set NECTAR_TORCH_DIR to a folder with torch/lib and torch/include")

if(NectarTorch_FOUND AND NOT TARGET nectar::torch)
  add_library(nectar::torch INTERFACE IMPORTED)
  target_include_directories(nectar::torch SYSTEM INTERFACE
    ${NectarTorch_INCLUDE} ${NectarTorch_INCLUDE}/torch/csrc/api/include)
  target_link_libraries(nectar::torch INTERFACE ${NectarTorch_CPU} ${NectarTorch_C10})
  target_compile_definitions(nectar::torch INTERFACE AT_PER_OPERATOR_HEADERS)
endif()
