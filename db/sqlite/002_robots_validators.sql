-- robots.txt is confirmed by a conditional request at the first contact of a run.
ALTER TABLE _host ADD COLUMN robots_etag TEXT;
ALTER TABLE _host ADD COLUMN robots_modified TEXT;
