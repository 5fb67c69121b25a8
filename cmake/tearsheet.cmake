# One interface target carries every flag; one function per kind of target.
add_library(tearsheet_flags INTERFACE)
target_compile_options(tearsheet_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast
  # False alarms on std::string + in optimised builds of g++ 12 (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${TEARSHEET_WERROR}>:-Werror>)
# Some libraries ask for it, and precompiled headers are for files that are all compiled alike.
target_compile_options(tearsheet_flags INTERFACE -pthread)
# Link-time optimisation of the program alone: 4 % less CPU a crawled page and 2 MB less memory. Objects hold machine code as
# well, with which tests and benchmarks are linked as ever: each would be optimised anew.
set(tearsheet_lto $<AND:$<BOOL:${TEARSHEET_LTO}>,$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>)
target_compile_options(tearsheet_flags INTERFACE $<${tearsheet_lto}:-flto=auto;-ffat-lto-objects>)
function(tearsheet_whole_program target)
  # False alarms of g++ 12 on std::string, as above.
  target_link_options(${target} PRIVATE $<${tearsheet_lto}:-flto=auto;-Wno-stringop-overread;-Wno-stringop-overflow>)
endfunction()
function(tearsheet_plain_link target)
  target_compile_options(${target} PRIVATE $<${tearsheet_lto}:-fno-lto>)
  target_link_options(${target} PRIVATE $<${tearsheet_lto}:-fno-lto>)
endfunction()
# Hardening: every address at random (PIE), no table of addresses to write to (RELRO), a guard behind every array on the
# stack. -fPIE by hand: CMAKE_POSITION_INDEPENDENT_CODE compiles libraries with -fPIC, which forbids inlining, and all of ours
# end in a program.
target_compile_options(tearsheet_flags INTERFACE -fPIE -fstack-protector-strong)
target_link_options(tearsheet_flags INTERFACE -pie -Wl,-z,relro,-z,now)
# What a program at a random address corrects at its start, as bits and not as 24 bytes each (glibc 2.36, binutils 2.38).
target_link_options(tearsheet_flags INTERFACE -Wl,-z,pack-relative-relocs)
# What comes out of archives is nobody else's: a shared object that wants libcrypto would take half of ours.
target_link_options(tearsheet_flags INTERFACE $<$<BOOL:${TEARSHEET_STATIC}>:-Wl,--exclude-libs,ALL>)
if(NOT TEARSHEET_SANITIZE)
  # Sanitizers check more than _FORTIFY_SOURCE, which would hide calls from them. -U: some compilers define it themselves.
  # It wants code to be optimised, which that of tests is not.
  set(tearsheet_is_fortified $<AND:$<CONFIG:Release,RelWithDebInfo>,$<NOT:$<BOOL:$<TARGET_PROPERTY:TEARSHEET_TEST>>>>)
  target_compile_options(tearsheet_flags INTERFACE $<${tearsheet_is_fortified}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>)
endif()
target_compile_definitions(tearsheet_flags INTERFACE $<$<BOOL:${TEARSHEET_ASSERTIONS}>:_GLIBCXX_ASSERTIONS>)
if(TEARSHEET_SANITIZE)
  target_compile_options(tearsheet_flags INTERFACE -fsanitize=${TEARSHEET_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tearsheet_flags INTERFACE -fsanitize=${TEARSHEET_SANITIZE})
endif()
if(TEARSHEET_FUZZ)
  target_compile_options(tearsheet_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(TEARSHEET_COVERAGE)
  target_compile_options(tearsheet_flags INTERFACE --coverage)
  target_compile_definitions(tearsheet_flags INTERFACE TEARSHEET_COVERAGE)
  target_link_options(tearsheet_flags INTERFACE --coverage)
endif()

# Nobody waits for a test's own code: it is compiled in three quarters of the time without what the program is made fast with.
set(tearsheet_test_options $<$<CONFIG:Release,RelWithDebInfo>:-O0> $<${tearsheet_lto}:-fno-lto>)

# Half of what a file costs to compile is the same few headers.
if(TEARSHEET_PCH)
  function(tearsheet_precompiled name)
    cmake_parse_arguments(arg "" "" "HEADERS;LINK" ${ARGN})
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE tearsheet_flags ${arg_LINK})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
  endfunction()
  set(tearsheet_headers <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional>
    <span> <string> <string_view> <unordered_map> <unordered_set> <utility> <vector> <fmt/format.h> <tl/expected.hpp>)
  tearsheet_precompiled(tearsheet_pch HEADERS ${tearsheet_headers} LINK fmt::fmt tl::expected)
  if(TEARSHEET_TESTS)
    find_package(GTest REQUIRED)
    tearsheet_precompiled(tearsheet_test_pch HEADERS ${tearsheet_headers} <gtest/gtest.h> <gmock/gmock.h>
      LINK fmt::fmt tl::expected GTest::gtest GTest::gmock)
    target_compile_options(tearsheet_test_pch PRIVATE ${tearsheet_test_options})
    set_target_properties(tearsheet_test_pch PROPERTIES TEARSHEET_TEST ON)
  endif()
endif()
function(tearsheet_use_precompiled target pch)
  if(TEARSHEET_PCH)
    # With the definitions (FMT_SHARED) that the headers were parsed with: g++ takes them on no other terms.
    target_link_libraries(${target} PRIVATE fmt::fmt tl::expected)
    target_precompile_headers(${target} REUSE_FROM ${pch})
  endif()
endfunction()

# tearsheet_folder(html SOURCES document.cpp USES base text PUBLIC ... PRIVATE PkgConfig::gumbo)
# USES: the folders of src/ that this one may include (tests/style checks it against docs/architecture.md).
function(tearsheet_folder name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;PUBLIC;PRIVATE" ${ARGN})
  list(TRANSFORM arg_USES PREPEND tearsheet::)
  add_library(tearsheet_${name} STATIC ${arg_SOURCES})
  add_library(tearsheet::${name} ALIAS tearsheet_${name})
  target_include_directories(tearsheet_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(tearsheet_${name} PUBLIC tearsheet_flags ${arg_USES} ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  tearsheet_use_precompiled(tearsheet_${name} tearsheet_pch)
endfunction()

# tearsheet_unit_test(html): every tests/unit/html/*_test.cpp in one binary, linked with that folder alone.
# Private headers of the folder may be included: a test lives in the folder it tests.
# SERIAL: cases (a filter of GoogleTest) that compare what work costs; they run while no other test does.
function(tearsheet_unit_test name)
  cmake_parse_arguments(arg "" "SERIAL" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "${tearsheet_test_options}")
  add_executable(${name}_test ${sources})
  set_target_properties(${name}_test PROPERTIES TEARSHEET_TEST ON)
  tearsheet_plain_link(${name}_test)
  target_link_libraries(${name}_test PRIVATE tearsheet::${name} GTest::gtest_main GTest::gmock ${arg_LINK})
  target_compile_definitions(${name}_test PRIVATE TEARSHEET_TESTS_DIR="${PROJECT_SOURCE_DIR}/tests")
  tearsheet_use_precompiled(${name}_test tearsheet_test_pch)
  # One process a folder, not one a case: thousands of table rows would each pay a start-up. scripts/test adds up the
  # counts from the JSON reports.
  set(report --gtest_brief=1 --gtest_output=json:${CMAKE_BINARY_DIR}/results)
  if(arg_SERIAL)
    add_test(NAME ${name} COMMAND ${name}_test ${report}/${name}.json "--gtest_filter=-${arg_SERIAL}")
    add_test(NAME ${name}_alone COMMAND ${name}_test ${report}/${name}_alone.json "--gtest_filter=${arg_SERIAL}")
    set_tests_properties(${name}_alone PROPERTIES LABELS unit TIMEOUT 600 RUN_SERIAL ON)
  else()
    add_test(NAME ${name} COMMAND ${name}_test ${report}/${name}.json)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 600)
endfunction()

# tearsheet_fuzz(select LINK tearsheet::select): tests/fuzz/select_fuzz.cpp with libFuzzer.
function(tearsheet_fuzz name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${name}_fuzz ${name}_fuzz.cpp)
  target_link_libraries(${name}_fuzz PRIVATE ${arg_LINK})
  target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
endfunction()

# tearsheet_bench(html LINK tearsheet::html): tests/bench/html_bench.cpp with Google Benchmark.
function(tearsheet_bench name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${name}_bench ${name}_bench.cpp)
  tearsheet_plain_link(${name}_bench)
  target_link_libraries(${name}_bench PRIVATE ${arg_LINK} benchmark::benchmark_main)
endfunction()
