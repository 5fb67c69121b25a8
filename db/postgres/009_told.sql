-- Who is told of new and changed articles (crawl --exec, --webhook), and up to which change. A command or an address may
-- hold secrets, so its hash stands here.
CREATE TABLE _told (
  receiver TEXT COLLATE "C" PRIMARY KEY,  -- "exec" or "webhook", and SHA-256 of the command or address
  cursor TEXT NOT NULL,                   -- as of an incremental export: what lies behind it is due
  failures BIGINT NOT NULL,               -- runs in a row in which the next one was not taken
  at TEXT NOT NULL
);

-- When each was made, by the server's clock: of changes that several workers made at once receivers hear in this order.
-- NULL: before this was written down.
ALTER TABLE _change ADD COLUMN at TIMESTAMPTZ;
