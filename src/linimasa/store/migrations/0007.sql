-- What merging has not seen yet, so that it need not look through the whole record for it.

CREATE TABLE untold (               -- claims without a telling
    claim INTEGER PRIMARY KEY REFERENCES claim (n) ON DELETE CASCADE
) STRICT;
INSERT INTO untold (claim) SELECT n FROM claim WHERE n NOT IN (SELECT claim FROM telling);
CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
    INSERT OR IGNORE INTO untold (claim) VALUES (new.n);
END;
CREATE TRIGGER telling_added AFTER INSERT ON telling BEGIN
    DELETE FROM untold WHERE claim = new.claim;
END;
CREATE TRIGGER telling_forgotten AFTER DELETE ON telling WHEN EXISTS (SELECT 1 FROM claim WHERE n = old.claim) BEGIN
    INSERT OR IGNORE INTO untold (claim) VALUES (old.claim);
END;

CREATE TABLE unsourced (            -- reports of which it is not known whom they copy and credit
    report INTEGER PRIMARY KEY REFERENCES report (n) ON DELETE CASCADE
) STRICT;
INSERT INTO unsourced (report) SELECT n FROM report WHERE n NOT IN (SELECT report FROM sourced);
CREATE TRIGGER report_added AFTER INSERT ON report BEGIN
    INSERT OR IGNORE INTO unsourced (report) VALUES (new.n);
END;
CREATE TRIGGER sourced_added AFTER INSERT ON sourced BEGIN
    DELETE FROM unsourced WHERE report = new.report;
END;
CREATE TRIGGER sourced_forgotten AFTER DELETE ON sourced WHEN EXISTS (SELECT 1 FROM report WHERE n = old.report) BEGIN
    INSERT OR IGNORE INTO unsourced (report) VALUES (old.report);
END;
