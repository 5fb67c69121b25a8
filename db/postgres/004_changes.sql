-- What exports by changes are made of: the last change of each article. Numbers that all workers took from one sequence
-- would become visible out of their order, and who has read up to one would have missed those below it. So there are some
-- counters, each of which is held from its number to the commit: within a slot numbers are committed in their order, and a
-- reader knows for each slot how far it came.
CREATE TABLE _slot (
  id BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO _slot SELECT i, 0 FROM generate_series(0, 15) i;

CREATE TABLE _change (
  article_id BIGINT PRIMARY KEY,
  slot BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  deleted_url TEXT                     -- of an article that is no longer there
);
CREATE UNIQUE INDEX _change_slot ON _change(slot, seq);

INSERT INTO _change(article_id, slot, seq) SELECT id, 0, row_number() OVER (ORDER BY id) FROM articles;
UPDATE _slot SET seq = (SELECT count(*) FROM _change) WHERE id = 0;
