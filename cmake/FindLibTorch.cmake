# Finds LibTorch by its headers and libraries, in any of the shapes it ships in: the zip from pytorch.org, an unpacked
# or installed `torch` wheel, a distribution package. The TorchConfig.cmake inside a CUDA wheel would ask for the whole
# CUDA toolkit; building against it needs none of that.
#
# Looks in CMAKE_PREFIX_PATH, variable or environment (also when it names .../torch/share/cmake, as
# torch.utils.cmake_prefix_path does), then in LATHE_LIBTORCH, then where the system keeps its libraries. Headers and
# libraries come from the same place. Defines LibTorch::LibTorch.

set(LATHE_LIBTORCH "" CACHE PATH "Folder that packaging/setup unpacked LibTorch into")
set(_prefixes "$ENV{CMAKE_PREFIX_PATH}")
string(REPLACE ":" ";" _prefixes "${_prefixes}")
list(PREPEND _prefixes ${CMAKE_PREFIX_PATH})
set(_roots "")
foreach(_prefix IN LISTS _prefixes LATHE_LIBTORCH)
    list(APPEND _roots ${_prefix} ${_prefix}/torch ${_prefix}/../..)
endforeach()
find_path(LibTorch_INCLUDE ATen/ATen.h PATHS ${_roots} PATH_SUFFIXES include NO_CACHE NO_DEFAULT_PATH)
find_path(LibTorch_INCLUDE ATen/ATen.h NO_CACHE)
get_filename_component(_root "${LibTorch_INCLUDE}" DIRECTORY)
find_path(LibTorch_API_INCLUDE torch/torch.h HINTS ${_root} PATH_SUFFIXES include/torch/csrc/api/include NO_CACHE)
find_library(LibTorch_CPU torch_cpu HINTS ${_root} PATH_SUFFIXES lib NO_CACHE)
find_library(LibTorch_C10 c10 HINTS ${_root} PATH_SUFFIXES lib NO_CACHE)

if(EXISTS "${LibTorch_INCLUDE}/torch/headeronly/version.h") # since 2.9
    set(_version_file ${LibTorch_INCLUDE}/torch/headeronly/version.h)
else()
    set(_version_file ${LibTorch_API_INCLUDE}/torch/version.h)
endif()
if(EXISTS "${_version_file}")
    set(LibTorch_VERSION "")
    foreach(_part MAJOR MINOR PATCH)
        file(STRINGS ${_version_file} _line REGEX "define TORCH_VERSION_${_part} +[0-9]+")
        string(REGEX REPLACE ".* ([0-9]+).*" "\\1" _number "${_line}")
        list(APPEND LibTorch_VERSION ${_number})
    endforeach()
    list(JOIN LibTorch_VERSION "." LibTorch_VERSION)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_CPU LibTorch_C10 LibTorch_INCLUDE LibTorch_API_INCLUDE
    VERSION_VAR LibTorch_VERSION
    REASON_FAILURE_MESSAGE
        "Run packaging/setup, which fetches it, or set CMAKE_PREFIX_PATH to a LibTorch 2.6 or later.")
if(NOT LibTorch_FOUND)
    return()
endif()
if(LibTorch_VERSION AND LibTorch_VERSION VERSION_LESS 2.6)
    message(FATAL_ERROR "LibTorch ${LibTorch_VERSION} in ${_root} is too old: Lathe needs 2.6 or later. Give another "
        "one by CMAKE_PREFIX_PATH, or unset it and run packaging/setup.")
endif()
# A function of libc10 that takes a string shows which std::string the library was built with: "Ss" is the old one.
file(STRINGS ${LibTorch_C10} _old_strings REGEX "_ZN3c105ErrorC[12]ENS_14SourceLocationESs" LIMIT_COUNT 1)
if(_old_strings)
    message(FATAL_ERROR "LibTorch ${LibTorch_VERSION} in ${_root} was built with the old C++ ABI "
        "(_GLIBCXX_USE_CXX11_ABI=0), which nothing else on this system links with. Take a libtorch-cxx11-abi zip or "
        "a torch wheel from 2.7 on, or unset CMAKE_PREFIX_PATH and run packaging/setup.")
endif()

if(NOT TARGET LibTorch::LibTorch)
    foreach(_part CPU C10)
        add_library(LibTorch::${_part} SHARED IMPORTED)
        set_target_properties(LibTorch::${_part} PROPERTIES IMPORTED_LOCATION ${LibTorch_${_part}})
    endforeach()
    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE} ${LibTorch_API_INCLUDE})
    target_link_libraries(LibTorch::LibTorch INTERFACE LibTorch::CPU LibTorch::C10)
    # Its own OpenMP run-time where it brings one, so that the program has one pool of threads and not two.
    get_filename_component(_libraries ${LibTorch_CPU} DIRECTORY)
    file(GLOB _openmp ${_libraries}/libgomp*.so*)
    if(_openmp)
        list(GET _openmp 0 _openmp)
        add_library(LibTorch::OpenMP SHARED IMPORTED)
        set_target_properties(LibTorch::OpenMP PROPERTIES IMPORTED_LOCATION ${_openmp})
        target_link_libraries(LibTorch::LibTorch INTERFACE LibTorch::OpenMP)
    else()
        target_link_libraries(LibTorch::LibTorch INTERFACE gomp)
    endif()
    message(STATUS "LibTorch ${LibTorch_VERSION}: ${LibTorch_CPU}")
endif()
