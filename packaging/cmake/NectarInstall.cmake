# SPDX-License-Identifier: Apache-2.0
# `cmake --install` gives a folder that runs wherever it is moved: programs find their libraries and resources relative
# to themselves. Debian's libraries (Qt, OpenCV, fmt …) stay the system's.
include(GNUInstallDirs)
set(CMAKE_INSTALL_DOCDIR ${CMAKE_INSTALL_DATAROOTDIR}/doc/nectar)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib/nectar")

install(DIRECTORY resources/ DESTINATION ${CMAKE_INSTALL_DATADIR}/nectar/resources)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY packaging/licences DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${NECTAR_TORCH_DIR}/licences DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

# LibTorch, and what libtorch_cpu needs to load, also on machines without a GPU. Its own RPATH ends with $ORIGIN, so the
# files find each other here. Another LibTorch (NECTAR_TORCH_DIR) may need fewer: what is not there is not installed.
get_filename_component(_torch_lib ${NectarTorch_CPU} DIRECTORY)
install(FILES ${NectarTorch_CPU} ${NectarTorch_C10} ${_torch_lib}/libgomp.so.1 DESTINATION lib/nectar)
install(FILES ${NECTAR_TORCH_DIR}/nvidia/cu13/lib/libcudart.so.13 ${NECTAR_TORCH_DIR}/nvidia/cu13/lib/libcupti.so.13
  DESTINATION lib/nectar OPTIONAL)
