# TEARSHEET_STATIC: the archives of Debian's libraries in place of their shared objects, as far as Debian has them
# (not of CLD2, fmt, the time zones and MD4C): a start costs less (docs/dependencies.md).
#
# Included twice: the first time it makes find_library prefer archives, the second time it says what those stand on, which a
# shared object would know by itself.
if(NOT DEFINED tearsheet_static_begun)
  set(tearsheet_static_begun ON)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a .so)
  set(OPENSSL_USE_STATIC_LIBS ON)
  return()
endif()

foreach(name IN ITEMS icudata lzma brotlicommon)
  find_library(tearsheet_static_${name} NAMES ${name} REQUIRED)
endforeach()
function(tearsheet_stands_on target)
  if(TARGET ${target})
    target_link_libraries(${target} INTERFACE ${ARGN})
  endif()
endfunction()
tearsheet_stands_on(PkgConfig::icu_uc ${tearsheet_static_icudata})
tearsheet_stands_on(PkgConfig::icu_i18n PkgConfig::icu_uc)
tearsheet_stands_on(PkgConfig::libxml_2_0 PkgConfig::icu_uc PkgConfig::zlib ${tearsheet_static_lzma} m)
# libpsl stands on libunistring, whose archive is in a package that nothing else here needs.
find_library(tearsheet_shared_psl NAMES libpsl.so REQUIRED)
set_target_properties(PkgConfig::libpsl PROPERTIES INTERFACE_LINK_LIBRARIES ${tearsheet_shared_psl})
tearsheet_stands_on(PkgConfig::minizip PkgConfig::zlib)
tearsheet_stands_on(PkgConfig::sqlite3 m)
tearsheet_stands_on(PkgConfig::libbrotlidec ${tearsheet_static_brotlicommon})
