# SPDX-License-Identifier: Apache-2.0
# `cmake --install` gives a folder that runs wherever it is moved: programs find their libraries and resources relative
# to themselves.
include(GNUInstallDirs)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/nectar")

install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/nectar/resources)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY packaging/licences DESTINATION ${CMAKE_INSTALL_DOCDIR})

# LibTorch and the small libraries that libtorch_cpu needs to load, also on machines without a GPU.
install(FILES
  ${NectarTorch_CPU} ${NectarTorch_C10} ${NECTAR_TORCH_DIR}/torch/lib/libgomp.so.1
  ${NECTAR_TORCH_DIR}/nvidia/cu13/lib/libcudart.so.13 ${NECTAR_TORCH_DIR}/nvidia/cu13/lib/libcupti.so.13
  DESTINATION lib/nectar OPTIONAL)
