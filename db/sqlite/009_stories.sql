-- What a page of a story is: whose text it credits, and how much of its words stand in another page of the story.
ALTER TABLE articles ADD COLUMN agency TEXT;  -- wire service that byline or text credits; NULL: none
ALTER TABLE articles ADD COLUMN copied REAL;  -- 0 to 1; NULL: it was the first, or stored before this was counted

-- Stories that several pages carry: where each came from, who printed it and how.
DROP VIEW syndicated;
CREATE VIEW syndicated AS
  WITH pages AS (
    SELECT coalesce(a.duplicate_of, a.id) AS story, a.id, a.url, a.title, s.title AS site, a.site_id, a.agency, a.copied,
           coalesce(a.date, a.first_seen) AS published,
           CASE WHEN a.copied IS NULL THEN NULL WHEN a.copied >= 0.98 THEN 'verbatim' WHEN a.copied >= 0.8 THEN 'edited' ELSE 'rewritten' END AS words,
           row_number() OVER (PARTITION BY coalesce(a.duplicate_of, a.id) ORDER BY coalesce(a.date, a.first_seen), a.id) AS place
    FROM articles a JOIN sites s ON s.id = a.site_id
    WHERE a.duplicate_of IS NOT NULL OR a.id IN (SELECT duplicate_of FROM articles WHERE duplicate_of IS NOT NULL)
  )
  SELECT story AS id,
         max(published) FILTER (WHERE place = 1) AS date,
         max(title) FILTER (WHERE place = 1) AS title,
         coalesce(max(agency), max(site) FILTER (WHERE place = 1)) AS origin,  -- the agency if any page credits one, else who published it first
         max(url) FILTER (WHERE place = 1) AS first_url,
         count(*) AS copies,
         count(DISTINCT site_id) AS sites,
         count(*) FILTER (WHERE words = 'verbatim') AS verbatim,
         count(*) FILTER (WHERE words = 'edited') AS edited,
         count(*) FILTER (WHERE words = 'rewritten') AS rewritten,
         round(avg(copied), 2) AS share,
         json_group_array(json_object('url', url, 'site', site, 'date', published, 'share', round(copied, 2), 'words', words, 'agency', agency)) AS pages
  FROM pages
  GROUP BY story
  HAVING count(*) > 1
  ORDER BY copies DESC, story;
