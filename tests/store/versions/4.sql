BEGIN TRANSACTION;
CREATE TABLE answers (
	number INTEGER NOT NULL, 
	submission INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	call TEXT NOT NULL, 
	status INTEGER, 
	digest TEXT NOT NULL, 
	raw BLOB NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(submission) REFERENCES submissions (number)
);
INSERT INTO "answers" VALUES(1,1,'2026-11-23T09:30:15.123456+00:00','submit',201,'1f2ce0962b75ea07219105972aaf064cd929b494f07975159084e8a25224392f',X'017801AB56CA4C51B252503257AA0500125102DF');
CREATE TABLE drafts (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	rows BLOB NOT NULL, 
	retailer_id TEXT, 
	label TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	resolution INTEGER, 
	source TEXT NOT NULL, 
	created TEXT NOT NULL, 
	modified TEXT NOT NULL, 
	closed BOOLEAN NOT NULL, provenance BLOB, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "drafts" VALUES(1,'draft-1','Sun 25 Oct',X'0178016366606078FEE53823908203496E8B7FFFFFFFAF8708FCB087D017F643F9F5D1D1463A0A063A0A4AC5F9F9794AB1B10006F31027','retailer-1','end','Europe/Madrid',NULL,'pasted','2026-11-23T09:30:15.123456+00:00','2026-11-23T09:30:15.123456+00:00',0,X'16010000017801A551C14AC43010AD7A5BC46F087352284B5AAD072F0AEB61FD020F6685B19D75E3A6E9D2A6B2508A674FFE8F5FE5D1A3994D0B2ADE9C1086F7F2E6CD8479DD8BA2A3288A0EFCED60A90DC1858042B5525281223D9B6E4DB3855840B3C2343BE7577CF8DF096E448ECDE6D5138A84A9D6EA1DB3BE5D315C62EEAADA4BE454CAC4133561A1ED2317750A1C951B838E94C70A946A5399E45D5E99B6B47D8085D056746CDB4F95B754F08CA6A5864BBC43D086FA59556E6A14C7BEF7499072D920FCD96AAD4DE52D7ED9F58C0B72A8CD3011F47F71FC3343CE51DDF829EE60060BCF582C29E0F9292C7A19CB4922A58CB38945CBEBE1F09BDAC59807F83D5DBF5D05F8F932D2D9FDFBCDE1FEC7E5C87F01545685C201780163606060F80F044C409A11880129FA0400');
INSERT INTO "drafts" VALUES(2,'draft-2','Tue 24 Nov',X'01780163616060D09F7B82114831F083082040A721A23FEC213483039486525C07A263019A6204C0',NULL,'end','Europe/Madrid',15,'','2026-11-23T09:30:15.123456+00:00','2026-11-23T09:30:15.123456+00:00',1,NULL);
CREATE TABLE outputs (
	submission INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	raw BLOB NOT NULL, 
	PRIMARY KEY (submission), 
	FOREIGN KEY(submission) REFERENCES submissions (number)
);
INSERT INTO "outputs" VALUES(2,'2026-11-23T09:30:15.123456+00:00',X'0178018B8E0500011500B9');
CREATE TABLE purchases (
	submission INTEGER NOT NULL, 
	periods BLOB NOT NULL, 
	resolution INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (submission), 
	FOREIGN KEY(submission) REFERENCES submissions (number)
);
INSERT INTO "purchases" VALUES(1,X'017801636160607832E704239062E0071140804E4344351D20B43694D685D2FA0E00B025042B',15,'end','Europe/Madrid',X'0178014BCA4FA90400041A01AF');
CREATE TABLE readings (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	plain TEXT NOT NULL, 
	pattern TEXT NOT NULL, 
	traits TEXT NOT NULL, 
	options TEXT NOT NULL, 
	labels TEXT, 
	created TEXT NOT NULL, 
	used TEXT NOT NULL, 
	uses INTEGER NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "readings" VALUES(1,'reading-1','día …','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','día #.xlsx','[["layout", "one column"], ["headers", "fecha | compra"], ["unit", "kWh"]]','{"sheet": null, "column": "Compra", "label": null, "zone": "", "account_label": "end", "decimal": ",", "month_first": false, "unit": null, "header_row": 3, "date_column": null, "hour_column": null, "period_base": null, "shift": false}',NULL,'2026-11-23T09:30:15.123456+00:00','2026-11-23T09:30:15.123456+00:00',1);
CREATE TABLE steps (
	entry INTEGER NOT NULL, 
	submission INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT NOT NULL, 
	why TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (entry), 
	UNIQUE (submission, step), 
	FOREIGN KEY(submission) REFERENCES submissions (number)
);
INSERT INTO "steps" VALUES(1,1,0,'2026-11-23T09:30:15.123456+00:00',NULL,'queued','submitted','user','{"account": "ana@https://api.ravenwits.com", "body": "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5", "retailer_id": "retailer-1"}','0000000000000000000000000000000000000000000000000000000000000000','936ea39a7c0d361f7f895a67dd00162ae2ab7570e19dab15e366051f61e15787');
INSERT INTO "steps" VALUES(2,1,1,'2026-11-23T09:30:15.123456+00:00','queued','sending','sending','program','{}','936ea39a7c0d361f7f895a67dd00162ae2ab7570e19dab15e366051f61e15787','a4733ba83a35d77ef4fc9e300be75e6821b9873dba1c6e54dc7ed7939fcc5fe4');
INSERT INTO "steps" VALUES(3,1,2,'2026-11-23T09:30:15.123456+00:00','sending','pending','taken','server','{}','a4733ba83a35d77ef4fc9e300be75e6821b9873dba1c6e54dc7ed7939fcc5fe4','fdaf581394316eca9883736152511526838319e3afbf6cc372b2f05b00a07f02');
INSERT INTO "steps" VALUES(4,1,3,'2026-11-23T09:30:15.123456+00:00','pending','failed','server said so','server','{}','fdaf581394316eca9883736152511526838319e3afbf6cc372b2f05b00a07f02','990cd0d348715b029b990f29d1bb347d26cd405e259c3e9413e6f270095f2e15');
INSERT INTO "steps" VALUES(5,2,0,'2026-11-23T09:30:15.123456+00:00',NULL,'completed','followed','user','{"account": "ana@https://api.ravenwits.com", "retailer_id": "retailer-1"}','990cd0d348715b029b990f29d1bb347d26cd405e259c3e9413e6f270095f2e15','82ab69c23759488c779a203fc3e43d25a49d4e7eddf9f05905bfaea271b2443b');
INSERT INTO "steps" VALUES(6,1,4,'2026-11-23T09:30:15.123456+00:00','failed','failed','note written','user','{}','82ab69c23759488c779a203fc3e43d25a49d4e7eddf9f05905bfaea271b2443b','07831a941f9212d94617e9051df94ae79c2611671ab3006c48a58cfb850ecdfe');
CREATE TABLE submissions (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	account TEXT NOT NULL, 
	retailer_id TEXT NOT NULL, 
	created TEXT NOT NULL, 
	retailer_name TEXT NOT NULL, 
	purchase_id TEXT, 
	draft_id TEXT, 
	server_status TEXT NOT NULL, 
	first_day TEXT, 
	last_day TEXT, 
	rows INTEGER, 
	energy_mwh TEXT, 
	resolution INTEGER, 
	fingerprint TEXT, 
	sent TEXT, 
	checked TEXT, 
	next_check TEXT, 
	finished TEXT, 
	message TEXT, 
	rejected_row INTEGER, 
	has_outputs BOOLEAN NOT NULL, file TEXT, file_sha256 TEXT, reading TEXT, confirmed TEXT, label TEXT, note TEXT, gate_market TEXT, gate TEXT, imported TEXT, 
	PRIMARY KEY (number), 
	UNIQUE (id)
);
INSERT INTO "submissions" VALUES(1,'submission-1','failed','ana@https://api.ravenwits.com','retailer-1','2026-11-23T09:30:15.123456+00:00','Lumen S. Coop.','7','draft-2','failed','2026-11-24','2026-11-24',4,'14.0',15,'a4c49d82c04980c5ee05378bd672169517b14634474260c40c17e4b870841c0b','2026-11-23T09:30:15.123456+00:00',NULL,NULL,'2026-11-23T09:30:15.123456+00:00','{"template": "{count} of {of} rows.", "values": {"count": 1, "of": {"template": "two", "values": {}, "detail": ""}}, "detail": "detail"}',NULL,0,NULL,NULL,NULL,'[{"template": "Row {rows}: {text}", "values": {"rows": "4", "text": {"template": "The value is negative: a net sale.", "values": {}, "detail": ""}}, "detail": ""}]','check','Called RavenWits.',NULL,NULL,NULL);
INSERT INTO "submissions" VALUES(2,'submission-2','completed','ana@https://api.ravenwits.com','retailer-1','2026-11-23T09:30:15.123456+00:00','Lumen S. Coop.','8',NULL,'completed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE versions (
	version INTEGER NOT NULL, 
	applied TEXT NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "versions" VALUES(1,'2026-11-23T09:30:15.123456+00:00');
INSERT INTO "versions" VALUES(2,'2026-11-23T09:30:15.123456+00:00');
INSERT INTO "versions" VALUES(3,'2026-11-23T09:30:15.123456+00:00');
INSERT INTO "versions" VALUES(4,'2026-11-23T09:30:15.123456+00:00');
CREATE INDEX submissions_days ON submissions (account, retailer_id, first_day);
CREATE INDEX submissions_fingerprint ON submissions (account, retailer_id, fingerprint);
CREATE INDEX submissions_purchase ON submissions (account, purchase_id);
CREATE INDEX answers_submission ON answers (submission, call);
COMMIT;
