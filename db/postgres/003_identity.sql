-- Which database this is: feeds and what stands in them are named by it.
CREATE TABLE _database (identity TEXT NOT NULL);
INSERT INTO _database
  SELECT left(encode(sha256(convert_to(CAST(gen_random_uuid() AS TEXT), 'UTF8')), 'hex'), 16);
