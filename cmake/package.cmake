# `cpack` in the build folder makes a package for the Debian that it is built on. An .rpm is `cpack -G RPM` where rpmbuild is.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tearsheet)
set(TEARSHEET_MAINTAINER "tearsheet maintainers <maintainers@tearsheet.example>" CACHE STRING "Who answers for the package")
set(CPACK_PACKAGE_CONTACT ${TEARSHEET_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "polite news crawler that keeps articles in one SQLite file")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Walks listing pages, feeds and sitemaps, obeys robots.txt, fetches each
article once and keeps title, date, summary, body, authors, language and
image in one SQLite file.

Made to run unattended for years: a round from cron or a systemd timer, or
one article at the prompt.")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, tzdata, passwd, libcurl4 | libcurl4t64, libssl3 | libssl3t64")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libmicrohttpd12 | libmicrohttpd12t64")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "cron | systemd, libpq5")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What a person may change is asked about before an upgrade overwrites it.
file(WRITE ${PROJECT_BINARY_DIR}/install/conffiles "/etc/tearsheet/config.toml\n/etc/tearsheet/selectors/README\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${PROJECT_SOURCE_DIR}/packaging/debian/postinst ${PROJECT_SOURCE_DIR}/packaging/debian/prerm
  ${PROJECT_SOURCE_DIR}/packaging/debian/postrm ${PROJECT_BINARY_DIR}/install/conffiles)

# Debian wants changelogs and the licence in places of their own; other systems have no use for them.
if(CMAKE_INSTALL_PREFIX STREQUAL /usr)
  execute_process(COMMAND date -R -u -d ${TEARSHEET_RELEASE_DATE} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE)
  file(WRITE ${PROJECT_BINARY_DIR}/install/changelog.Debian
"tearsheet (${PROJECT_VERSION}-1) stable; urgency=medium

  * See CHANGELOG.md for what is new.

 -- ${TEARSHEET_MAINTAINER}  ${date}
")
  configure_file(CHANGELOG.md ${PROJECT_BINARY_DIR}/install/changelog COPYONLY)
  execute_process(COMMAND gzip -9nfk changelog changelog.Debian WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/install)
  install(FILES ${PROJECT_BINARY_DIR}/install/changelog.gz ${PROJECT_BINARY_DIR}/install/changelog.Debian.gz packaging/debian/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
  install(FILES packaging/debian/lintian-overrides DESTINATION share/lintian/overrides RENAME tearsheet)
else()
  install(FILES CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
include(CPack)
