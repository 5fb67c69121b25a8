# What `cmake --install` puts where. A folder for each program that looks there: man, shells, systemd, people.
include(GNUInstallDirs)

set(TEARSHEET_STATE_DIR /var/lib/tearsheet CACHE STRING "Where the timer and the crontab keep the database")
set(TEARSHEET_UNIT_DIR lib/systemd/system CACHE STRING "Folder of systemd's units, below the prefix")
# GNUInstallDirs would make /usr/etc of a prefix that is /usr only where told the prefix at configure time.
set(TEARSHEET_FULL_LIBDIR ${CMAKE_INSTALL_PREFIX}/lib/tearsheet)

install(TARGETS tearsheet RUNTIME)

# Man pages and completions are what the program says of itself.
set(manual ${PROJECT_BINARY_DIR}/manual)
add_custom_command(OUTPUT ${manual}/done
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${manual}
  COMMAND tearsheet_manual man ${manual}/man
  COMMAND tearsheet_manual completions ${manual}/completions
  COMMAND sh -c "gzip -9n ${manual}/man/*"
  COMMAND ${CMAKE_COMMAND} -E touch ${manual}/done
  DEPENDS tearsheet_manual VERBATIM COMMENT "Writing man pages and completions")
add_custom_target(manual ALL DEPENDS ${manual}/done)
foreach(section IN ITEMS 1 5 7)
  install(DIRECTORY ${manual}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} FILES_MATCHING PATTERN "*.${section}.gz")
endforeach()
install(FILES ${manual}/completions/tearsheet DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${manual}/completions/_tearsheet DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${manual}/completions/tearsheet.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

foreach(file IN ITEMS crontab tearsheet.service)
  configure_file(cron/${file}.in ${PROJECT_BINARY_DIR}/install/${file} @ONLY)
endforeach()
configure_file(packaging/sysusers.conf.in ${PROJECT_BINARY_DIR}/install/tearsheet.conf @ONLY)
configure_file(packaging/selectors-readme ${PROJECT_BINARY_DIR}/install/README @ONLY)
install(PROGRAMS cron/crawl DESTINATION lib/tearsheet)
install(FILES ${PROJECT_BINARY_DIR}/install/tearsheet.service cron/tearsheet.timer DESTINATION ${TEARSHEET_UNIT_DIR})
install(FILES ${PROJECT_BINARY_DIR}/install/tearsheet.conf DESTINATION lib/sysusers.d)
install(FILES ${PROJECT_BINARY_DIR}/install/crontab DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
# Elsewhere nobody would read it (src/cli/configuration.cpp).
if(CMAKE_INSTALL_FULL_SYSCONFDIR STREQUAL /etc)
  install(FILES packaging/config.toml DESTINATION /etc/tearsheet)
endif()
install(FILES ${PROJECT_BINARY_DIR}/install/README DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/tearsheet/selectors)
install(DIRECTORY selectors DESTINATION ${CMAKE_INSTALL_DATADIR}/tearsheet PATTERN tests EXCLUDE)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

include(cmake/package.cmake)
