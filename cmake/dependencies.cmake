# Every library the program uses, found once. docs/dependencies.md says why each is here.
if(TEARSHEET_STATIC)
  include(cmake/static.cmake)
endif()
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)

foreach(module IN ITEMS libcurl libcrypto gumbo libxml-2.0 icu-uc icu-i18n libpsl uchardet zlib libdeflate libzstd libbrotlidec libmd minizip libxxhash md4c re2 sqlite3 cpp-httplib)
  string(REGEX REPLACE "[^a-z0-9]" "_" target ${module})
  pkg_check_modules(${target} REQUIRED IMPORTED_TARGET ${module})
endforeach()

find_library(CLD2_LIBRARY NAMES cld2 REQUIRED)
find_library(SQLITECPP_LIBRARY NAMES SQLiteCpp REQUIRED)
find_package(CLI11 REQUIRED)

if(TEARSHEET_STATIC)
  include(cmake/static.cmake)
endif()

# libcurl is loaded when it is first needed (src/fetch/curl_late.cpp): of PkgConfig::libcurl remain its headers.
get_target_property(folders PkgConfig::libcurl INTERFACE_INCLUDE_DIRECTORIES)
add_library(tearsheet_curl_late STATIC ${PROJECT_SOURCE_DIR}/src/fetch/curl_late.cpp)
if(folders)
  target_include_directories(tearsheet_curl_late PRIVATE ${folders})
endif()
target_link_libraries(tearsheet_curl_late PRIVATE tearsheet_flags PUBLIC ${CMAKE_DL_LIBS})
set_target_properties(PkgConfig::libcurl PROPERTIES INTERFACE_LINK_LIBRARIES tearsheet_curl_late)
