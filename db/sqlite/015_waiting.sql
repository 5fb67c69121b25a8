-- How many addresses of a site were never visited or are to be tried again. A row for each of them cost more than the
-- address itself; the program adds new addresses to the count once a transaction.
DROP TRIGGER _waiting_url;
DROP TRIGGER _waiting_done;
DROP TRIGGER _waiting_again;
DROP TRIGGER _waiting_delete;
DROP TABLE _waiting;
CREATE TABLE _waiting (
  site_id INTEGER PRIMARY KEY,
  urls INTEGER NOT NULL
) STRICT;
INSERT INTO _waiting SELECT u.site_id, count(*) FROM _url u LEFT JOIN _visit v ON v.url_id = u.id
  WHERE v.url_id IS NULL OR v.state = 4 GROUP BY u.site_id;
CREATE TRIGGER _waiting_visit BEFORE INSERT ON _visit
WHEN (new.state = 4) <> NOT EXISTS (SELECT 1 FROM _visit WHERE url_id = new.url_id AND state <> 4) BEGIN
  INSERT INTO _waiting SELECT site_id, CASE new.state WHEN 4 THEN 1 ELSE -1 END FROM _url WHERE id = new.url_id
    ON CONFLICT(site_id) DO UPDATE SET urls = urls + excluded.urls;
END;
CREATE TRIGGER _waiting_forgotten AFTER DELETE ON _visit WHEN old.state <> 4 BEGIN
  UPDATE _waiting SET urls = urls + 1 WHERE site_id = (SELECT site_id FROM _url WHERE id = old.url_id);
END;
CREATE TRIGGER _waiting_delete AFTER DELETE ON _url
WHEN NOT EXISTS (SELECT 1 FROM _visit WHERE url_id = old.id AND state <> 4) BEGIN
  UPDATE _waiting SET urls = urls - 1 WHERE site_id = old.site_id;
END;
