-- Requests of a site, and what became of each, without looking through all of them.
ALTER TABLE fetches ADD COLUMN url_id BIGINT;
CREATE INDEX fetches_site ON fetches(site_id, id);
UPDATE fetches SET url_id = u.id FROM _url u
  WHERE u.url = fetches.url AND u.site_id = fetches.site_id AND (u.kind = 0) = (fetches.purpose = 'article')
    AND fetches.purpose IN ('article', 'source') AND fetches.id > (SELECT max(id) FROM fetches) - 200000;
