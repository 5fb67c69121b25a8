-- Articles of several pages, and how far a site's rules and the automatic extraction agree.
ALTER TABLE articles ADD COLUMN parts TEXT;      -- JSON array of the pages' addresses; NULL: one page
ALTER TABLE articles ADD COLUMN incomplete TEXT; -- why the body is not the whole text; NULL: it is
ALTER TABLE articles ADD COLUMN agreement TEXT;  -- JSON: fields that rules found, 0 to 1 by how far the automatic extraction says the same; NULL: not compared
