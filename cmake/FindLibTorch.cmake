# Finds LibTorch by its headers and libraries, in any of the shapes it ships in: the zip from pytorch.org, an unpacked
# or installed `torch` wheel, a distribution package. The TorchConfig.cmake inside a CUDA wheel would ask for the whole
# CUDA toolkit; building against it needs none of that.
#
# Looks in CMAKE_PREFIX_PATH (also when it names .../torch/share/cmake, as torch.utils.cmake_prefix_path does), then in
# LATHE_LIBTORCH. Defines LibTorch::LibTorch.

set(LATHE_LIBTORCH "" CACHE PATH "Folder that packaging/setup unpacked LibTorch into")
set(_roots "")
foreach(_prefix IN LISTS CMAKE_PREFIX_PATH LATHE_LIBTORCH)
    list(APPEND _roots ${_prefix} ${_prefix}/torch ${_prefix}/../..)
endforeach()
find_path(LibTorch_INCLUDE ATen/ATen.h HINTS ${_roots} PATH_SUFFIXES include NO_CACHE)
find_path(LibTorch_API_INCLUDE torch/torch.h HINTS ${_roots}
    PATH_SUFFIXES include/torch/csrc/api/include NO_CACHE)
find_library(LibTorch_CPU torch_cpu HINTS ${_roots} PATH_SUFFIXES lib NO_CACHE)
find_library(LibTorch_C10 c10 HINTS ${_roots} PATH_SUFFIXES lib NO_CACHE)
find_library(LibTorch_CUDA torch_cuda HINTS ${_roots} PATH_SUFFIXES lib NO_CACHE)

if(LibTorch_INCLUDE AND EXISTS ${LibTorch_INCLUDE}/torch/headeronly/version.h)
    set(_version_file ${LibTorch_INCLUDE}/torch/headeronly/version.h)
elseif(LibTorch_API_INCLUDE)
    set(_version_file ${LibTorch_API_INCLUDE}/torch/version.h)
endif()
if(_version_file AND EXISTS ${_version_file})
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
if(LibTorch_FOUND AND LibTorch_VERSION AND LibTorch_VERSION VERSION_LESS 2.6)
    message(FATAL_ERROR "LibTorch ${LibTorch_VERSION} in ${LibTorch_INCLUDE} is too old: Lathe needs 2.6 or later.")
endif()

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    foreach(_part CPU C10)
        add_library(LibTorch::${_part} SHARED IMPORTED)
        set_target_properties(LibTorch::${_part} PROPERTIES IMPORTED_LOCATION ${LibTorch_${_part}})
    endforeach()
    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE ${LibTorch_INCLUDE} ${LibTorch_API_INCLUDE})
    target_link_libraries(LibTorch::LibTorch INTERFACE LibTorch::CPU LibTorch::C10)
    message(STATUS "LibTorch ${LibTorch_VERSION}: ${LibTorch_CPU}")
endif()
