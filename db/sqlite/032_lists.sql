-- What a search and a list ask of an article but its text, so that no row is read that is not shown; and the newest of a site.
DROP INDEX articles_facts;
CREATE INDEX articles_facts ON articles(id, site_id, duplicate_of, date, first_seen, kind, language);
DROP INDEX articles_site_date;
CREATE INDEX articles_site_moment ON articles(site_id, coalesce(date, first_seen), date, duplicate_of);
