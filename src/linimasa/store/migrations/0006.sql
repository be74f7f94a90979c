-- Places by the keys that hold their names, and the least sure claims, without a look at payloads.

CREATE INDEX claim_by_place_key ON claim (place_key, place_country);
CREATE INDEX claim_by_place_country ON claim (place_country);
CREATE INDEX claim_by_confidence ON claim (confidence, n, report, id);
