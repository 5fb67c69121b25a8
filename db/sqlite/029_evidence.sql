-- A chain over what was written of requests, texts, preferences and pages, in the order of writing:
-- what is changed behind tearsheet's back no longer fits (docs/evidence.md).
CREATE TABLE _evidence (
  entry INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,               -- store/evidence.h
  row INTEGER NOT NULL,                -- of the table that the kind is of
  part INTEGER NOT NULL,               -- version of a text, set of preferences; else 0
  digest BLOB NOT NULL,                -- SHA-256 of what the row held
  hash BLOB NOT NULL,                  -- SHA-256 of the hash before and this entry
  note TEXT                            -- JSON; of beginnings and removals, whose digest is its
) STRICT;

-- What the chain came to at the end of each run.
CREATE TABLE _evidence_head (
  run_id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  at TEXT NOT NULL,
  hash BLOB NOT NULL,
  key TEXT,                            -- public key (base64url) of the signature; NULL: not signed
  signature BLOB,                      -- Ed25519, of the head's text
  authority TEXT,                      -- that stamped it; NULL: none did
  stamp BLOB                           -- time stamp token (RFC 3161) of the head's text
) STRICT;
