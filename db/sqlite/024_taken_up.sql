-- In which run an address was taken up: when its source first named it. NULL: before this was
-- written down.
ALTER TABLE _url ADD COLUMN run_id INTEGER;
