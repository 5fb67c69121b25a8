-- One of the addresses that a source names and the site file does not want: where all are refused, it shows why.
ALTER TABLE _announced ADD COLUMN example TEXT;
