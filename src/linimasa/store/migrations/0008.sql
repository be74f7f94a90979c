-- What is counted, kept narrow: a timeline of many years is drawn without a look at any payload. The columns are
-- those of event and of claim, and what their payloads hold; triggers keep them.

DROP INDEX event_by_day;
DROP INDEX event_by_type;
DROP INDEX event_by_place;
ALTER TABLE event DROP COLUMN pair;
ALTER TABLE event DROP COLUMN place_name;
ALTER TABLE event DROP COLUMN place_admin1;
ALTER TABLE event DROP COLUMN place_precision;
ALTER TABLE event DROP COLUMN place_lat;
ALTER TABLE event DROP COLUMN place_lon;
ALTER TABLE event DROP COLUMN date_basis;

CREATE TABLE event_at_a_glance (
    n INTEGER PRIMARY KEY REFERENCES event (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    start_day TEXT,
    end_day TEXT,
    place_key TEXT,
    place_country TEXT,
    first_published TEXT,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    disputed TEXT NOT NULL,
    pair TEXT,
    place_name TEXT,
    place_admin1 TEXT,
    place_precision TEXT,
    place_lat REAL,
    place_lon REAL,
    date_basis TEXT
) STRICT;
CREATE TRIGGER event_seen AFTER INSERT ON event BEGIN
    INSERT INTO event_at_a_glance (n, id, type, status, start_day, end_day, place_key, place_country, first_published, reports, origins, disputed,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT new.n, new.id, new.type, new.status, new.start_day, new.end_day, new.place_key, new.place_country, new.first_published, new.reports, new.origins, new.disputed,
        min(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(new.payload AS TEXT) ->> '$.where.name',
        CAST(new.payload AS TEXT) ->> '$.where.admin1',
        CAST(new.payload AS TEXT) ->> '$.where.precision',
        CAST(new.payload AS TEXT) ->> '$.where.lat',
        CAST(new.payload AS TEXT) ->> '$.where.lon',
        CAST(new.payload AS TEXT) ->> '$.when.basis';
END;
CREATE TRIGGER event_seen_anew AFTER UPDATE OF payload ON event BEGIN
    DELETE FROM event_at_a_glance WHERE n = new.n;
    INSERT INTO event_at_a_glance (n, id, type, status, start_day, end_day, place_key, place_country, first_published, reports, origins, disputed,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT new.n, new.id, new.type, new.status, new.start_day, new.end_day, new.place_key, new.place_country, new.first_published, new.reports, new.origins, new.disputed,
        min(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(new.payload AS TEXT) ->> '$.where.name',
        CAST(new.payload AS TEXT) ->> '$.where.admin1',
        CAST(new.payload AS TEXT) ->> '$.where.precision',
        CAST(new.payload AS TEXT) ->> '$.where.lat',
        CAST(new.payload AS TEXT) ->> '$.where.lon',
        CAST(new.payload AS TEXT) ->> '$.when.basis';
END;
INSERT INTO event_at_a_glance (n, id, type, status, start_day, end_day, place_key, place_country, first_published, reports, origins, disputed,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT event.n, event.id, event.type, event.status, event.start_day, event.end_day, event.place_key, event.place_country, event.first_published, event.reports, event.origins, event.disputed,
        min(coalesce(CAST(event.payload AS TEXT) ->> '$.source[0].country', CAST(event.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(event.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(event.payload AS TEXT) ->> '$.target[0].country', CAST(event.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(event.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(event.payload AS TEXT) ->> '$.source[0].country', CAST(event.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(event.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(event.payload AS TEXT) ->> '$.target[0].country', CAST(event.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(event.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(event.payload AS TEXT) ->> '$.where.name',
        CAST(event.payload AS TEXT) ->> '$.where.admin1',
        CAST(event.payload AS TEXT) ->> '$.where.precision',
        CAST(event.payload AS TEXT) ->> '$.where.lat',
        CAST(event.payload AS TEXT) ->> '$.where.lon',
        CAST(event.payload AS TEXT) ->> '$.when.basis'
    FROM event;
CREATE INDEX event_by_day ON event_at_a_glance (start_day, end_day);
CREATE INDEX event_by_type ON event_at_a_glance (type);

DROP INDEX claim_by_day;
DROP INDEX claim_by_type;
DROP INDEX claim_by_place;
ALTER TABLE claim DROP COLUMN pair;
ALTER TABLE claim DROP COLUMN place_name;
ALTER TABLE claim DROP COLUMN place_admin1;
ALTER TABLE claim DROP COLUMN place_precision;
ALTER TABLE claim DROP COLUMN place_lat;
ALTER TABLE claim DROP COLUMN place_lon;
ALTER TABLE claim DROP COLUMN date_basis;

CREATE TABLE claim_at_a_glance (
    n INTEGER PRIMARY KEY REFERENCES claim (n) ON DELETE CASCADE,
    id TEXT NOT NULL,
    report INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    start_day TEXT,
    end_day TEXT,
    place_key TEXT,
    place_country TEXT,
    confidence REAL NOT NULL,
    pair TEXT,
    place_name TEXT,
    place_admin1 TEXT,
    place_precision TEXT,
    place_lat REAL,
    place_lon REAL,
    date_basis TEXT
) STRICT;
CREATE TRIGGER claim_seen AFTER INSERT ON claim BEGIN
    INSERT INTO claim_at_a_glance (n, id, report, position, type, status, start_day, end_day, place_key, place_country, confidence,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT new.n, new.id, new.report, new.position, new.type, new.status, new.start_day, new.end_day, new.place_key, new.place_country, new.confidence,
        min(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(new.payload AS TEXT) ->> '$.where.name',
        CAST(new.payload AS TEXT) ->> '$.where.admin1',
        CAST(new.payload AS TEXT) ->> '$.where.precision',
        CAST(new.payload AS TEXT) ->> '$.where.lat',
        CAST(new.payload AS TEXT) ->> '$.where.lon',
        CAST(new.payload AS TEXT) ->> '$.when.basis';
END;
CREATE TRIGGER claim_seen_anew AFTER UPDATE OF payload ON claim BEGIN
    DELETE FROM claim_at_a_glance WHERE n = new.n;
    INSERT INTO claim_at_a_glance (n, id, report, position, type, status, start_day, end_day, place_key, place_country, confidence,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT new.n, new.id, new.report, new.position, new.type, new.status, new.start_day, new.end_day, new.place_key, new.place_country, new.confidence,
        min(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(new.payload AS TEXT) ->> '$.source[0].country', CAST(new.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(new.payload AS TEXT) ->> '$.target[0].country', CAST(new.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(new.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(new.payload AS TEXT) ->> '$.where.name',
        CAST(new.payload AS TEXT) ->> '$.where.admin1',
        CAST(new.payload AS TEXT) ->> '$.where.precision',
        CAST(new.payload AS TEXT) ->> '$.where.lat',
        CAST(new.payload AS TEXT) ->> '$.where.lon',
        CAST(new.payload AS TEXT) ->> '$.when.basis';
END;
INSERT INTO claim_at_a_glance (n, id, report, position, type, status, start_day, end_day, place_key, place_country, confidence,
        pair, place_name, place_admin1, place_precision, place_lat, place_lon, date_basis)
    SELECT claim.n, claim.id, claim.report, claim.position, claim.type, claim.status, claim.start_day, claim.end_day, claim.place_key, claim.place_country, claim.confidence,
        min(coalesce(CAST(claim.payload AS TEXT) ->> '$.source[0].country', CAST(claim.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(claim.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(claim.payload AS TEXT) ->> '$.target[0].country', CAST(claim.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(claim.payload AS TEXT) ->> '$.target[0].name')))
        || ' · ' || max(coalesce(CAST(claim.payload AS TEXT) ->> '$.source[0].country', CAST(claim.payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(claim.payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(claim.payload AS TEXT) ->> '$.target[0].country', CAST(claim.payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(claim.payload AS TEXT) ->> '$.target[0].name'))),
        CAST(claim.payload AS TEXT) ->> '$.where.name',
        CAST(claim.payload AS TEXT) ->> '$.where.admin1',
        CAST(claim.payload AS TEXT) ->> '$.where.precision',
        CAST(claim.payload AS TEXT) ->> '$.where.lat',
        CAST(claim.payload AS TEXT) ->> '$.where.lon',
        CAST(claim.payload AS TEXT) ->> '$.when.basis'
    FROM claim;
CREATE INDEX claim_by_day ON claim_at_a_glance (start_day, end_day);
CREATE INDEX claim_by_type ON claim_at_a_glance (type);

CREATE INDEX claim_by_place_name ON claim_at_a_glance (place_key, place_name);
DROP INDEX claim_by_confidence;
CREATE INDEX claim_by_confidence ON claim_at_a_glance (confidence, n);
