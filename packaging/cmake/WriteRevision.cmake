# SPDX-License-Identifier: Apache-2.0
# Run at build time: -DOUT=header -DSOURCE=tree -DVERSION=x.y.z. Touches the header only when the revision changed.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=10 HEAD
  OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
file(CONFIGURE OUTPUT ${OUT} CONTENT
  "#pragma once\n#define NECTAR_VERSION \"@VERSION@\"\n#define NECTAR_REVISION \"@revision@\"\n" @ONLY)
