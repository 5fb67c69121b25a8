// libpq brings Kerberos and LDAP along, and most databases are files. So the program is not linked
// with it: the functions of it that are used stand here, and each looks its namesake up when it is
// first called.
#include <libpq-fe.h>

#include "base/late_library.h"

namespace {

constexpr int kUnusable = 4;  // the program's exit code for a database that cannot be used

constexpr tearsheet::LateLibrary kLibrary{
    "libpq.so.5", "a database on a server needs libpq (apt install libpq5)", kUnusable};

}  // namespace

TEARSHEET_LATE(PGconn*, PQconnectdbParams,
               (const char* const* names, const char* const* values, int expand),
               (names, values, expand))
TEARSHEET_LATE(void, PQfinish, (PGconn * link), (link))
TEARSHEET_LATE(ConnStatusType, PQstatus, (const PGconn* link), (link))
TEARSHEET_LATE(char*, PQerrorMessage, (const PGconn* link), (link))
TEARSHEET_LATE(PQnoticeProcessor, PQsetNoticeProcessor,
               (PGconn * link, PQnoticeProcessor processor, void* argument),
               (link, processor, argument))
TEARSHEET_LATE(PGcancel*, PQgetCancel, (PGconn * link), (link))
TEARSHEET_LATE(void, PQfreeCancel, (PGcancel * cancel), (cancel))
TEARSHEET_LATE(int, PQcancel, (PGcancel * cancel, char* why, int size), (cancel, why, size))
TEARSHEET_LATE(PGresult*, PQexec, (PGconn * link, const char* text), (link, text))
TEARSHEET_LATE(int, PQsendPrepare,
               (PGconn * link, const char* name, const char* text, int count, const Oid* types),
               (link, name, text, count, types))
TEARSHEET_LATE(int, PQsendQueryParams,
               (PGconn * link, const char* text, int count, const Oid* types,
                const char* const* values, const int* lengths, const int* formats, int format),
               (link, text, count, types, values, lengths, formats, format))
TEARSHEET_LATE(int, PQsendQueryPrepared,
               (PGconn * link, const char* name, int count, const char* const* values,
                const int* lengths, const int* formats, int format),
               (link, name, count, values, lengths, formats, format))
TEARSHEET_LATE(int, PQsetSingleRowMode, (PGconn * link), (link))
TEARSHEET_LATE(PGresult*, PQgetResult, (PGconn * link), (link))
TEARSHEET_LATE(int, PQenterPipelineMode, (PGconn * link), (link))
TEARSHEET_LATE(int, PQexitPipelineMode, (PGconn * link), (link))
TEARSHEET_LATE(int, PQpipelineSync, (PGconn * link), (link))
TEARSHEET_LATE(int, PQsendFlushRequest, (PGconn * link), (link))
TEARSHEET_LATE(int, PQflush, (PGconn * link), (link))
TEARSHEET_LATE(ExecStatusType, PQresultStatus, (const PGresult* answer), (answer))
TEARSHEET_LATE(char*, PQresultErrorMessage, (const PGresult* answer), (answer))
TEARSHEET_LATE(char*, PQresultErrorField, (const PGresult* answer, int field), (answer, field))
TEARSHEET_LATE(char*, PQcmdTuples, (PGresult * answer), (answer))
TEARSHEET_LATE(int, PQntuples, (const PGresult* answer), (answer))
TEARSHEET_LATE(Oid, PQftype, (const PGresult* answer, int column), (answer, column))
TEARSHEET_LATE(char*, PQgetvalue, (const PGresult* answer, int row, int column),
               (answer, row, column))
TEARSHEET_LATE(int, PQgetlength, (const PGresult* answer, int row, int column),
               (answer, row, column))
TEARSHEET_LATE(int, PQgetisnull, (const PGresult* answer, int row, int column),
               (answer, row, column))
TEARSHEET_LATE(void, PQclear, (PGresult * answer), (answer))
