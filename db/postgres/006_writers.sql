-- Programs that store and ask no host (imports, re-extraction) are alive, too, and have no part in the domains.
ALTER TABLE _worker ADD COLUMN asks BOOLEAN NOT NULL DEFAULT true;
