#include "lab_requests.h"

#include <string.h>

struct writer {
	uint8_t *to;
	size_t used, most;
	uint32_t state;
};

static uint32_t draw(struct writer *w, uint32_t below)
{
	w->state = w->state * 1664525u + 1013904223u;
	return (w->state >> 8) % below;
}

static void put(struct writer *w, const char *text)
{
	const size_t n = strlen(text), room = w->most - w->used;
	memcpy(w->to + w->used, text, n < room ? n : room);
	w->used += n < room ? n : room;
}

static void put_byte(struct writer *w, uint8_t byte)
{
	if (w->used < w->most)
		w->to[w->used++] = byte;
}

/* ---- what a mark of a template stands for ---- */
static const char *const runs[] = { "run-1", "run-1",     "run-2", "run-1,run-2", "run-2,run-1,run-1",
	                                "run-9", "preview-1", "..",    "run-1%00",    "run-%31",
	                                "" };
static const char *const formats[] = { "csv", "json", "html", "markdown", "stream", "table", "x" };
static const char *const numbers[] = {
	"0", "1", "2", "5", "100", "1000", "-1", "1e3", "99999999999999999999", "", "x", "0.5", "2147483648"
};
static const char *const conditions[] = { "listed",
	                                      "listed+and+not+aware",
	                                      "age+%3E+40",
	                                      "grade+%3D+A",
	                                      "grade+%3C%3D+B",
	                                      "did_nothing+or+listed_wrongly",
	                                      "not+(listed)",
	                                      "place+%3D+Haikou",
	                                      "((((((age+%3E+1))))))",
	                                      "score+%3E+",
	                                      "grade+%3D",
	                                      "unknown",
	                                      "age+%3E+1e999",
	                                      "points.judicial+%3C+0",
	                                      "listed.defaulters",
	                                      "a+and+or",
	                                      "%FF%FE",
	                                      "held+%3D+free",
	                                      "held+%3D+listed_wrongly" };
static const char *const ways[] = { "group",
	                                "sex",
	                                "stratum",
	                                "quintile",
	                                "person_class",
	                                "place",
	                                "province",
	                                "group,sex",
	                                "marker",
	                                "age",
	                                "",
	                                "group,group,group,group",
	                                "x" };
static const char *const tables[] = { "national", "by_cell",    "by_place",      "meta",
	                                  "digests",  "columns",    "rates",         "months",
	                                  "fields",   "replicates", "sqlite_master", "v_by_cell",
	                                  "nation",   "..",         "national%2F..", "" };
static const char *const dates[] = { "2018-01", "2018-02", "2018-03", "all", "2018", "", "2018-13" };
static const char *const flows[] = { "free:free", "free:any", "any:listed", "listed_rightly:free",
	                                 "x:y",       ":",        "free",       "any:any" };
static const char *const forms[] = { "fria", "iama", "aia", "atrs", "none", "", "../fria" };
static const char *const places[] = { "Hainan", "Haikou", "Ningxia", "460100", "\xE6\xB5\xB7\xE5\x8F\xA3",
	                                  "Hianan", "" };
static const char *const scenarios[] = { "start/minimal",
	                                     "start/minimal/scenario",
	                                     "errors/welfare-score/scenario",
	                                     "../start/minimal",
	                                     "/etc/passwd",
	                                     "" };
static const char *const experiments[] = {
	"which-assumption", "04-appeals", "court-list", "none", "../x", ""
};
static const char *const keys[] = { "lists",
	                                "due_process",
	                                "due_process.notice",
	                                "channels.*",
	                                "events.default",
	                                "people.",
	                                "lists.*.term_months",
	                                "x",
	                                "",
	                                "appeal" };
static const char *const settings[] = { "\"due_process.notice\":0.2",
	                                    "\"due_process.notice\":2",
	                                    "\"lists.defaulters.term_months\":12",
	                                    "\"x\":1",
	                                    "\"review.automatic_share\":\"\"",
	                                    "\"people.provinces\":\"Hainan\"",
	                                    "\"channels.court\":null",
	                                    "\"population\":\"/etc/passwd\"",
	                                    "\"seed\":[1]",
	                                    "\"lists\":{}",
	                                    "\"base\":\"../../x.yaml\"",
	                                    "\"due_process.notice\":1e999",
	                                    "\"a b\\nc\":\"d\\u0000\"",
	                                    "\"conduct.severity\":true" };
static const char *const yamls[] = { "socred: 1\\nbase: scenario.yaml\\n",
	                                 "socred: 1\\n",
	                                 "socred: 2\\n",
	                                 "base: /etc/passwd\\n",
	                                 "a: [",
	                                 "- 1",
	                                 "socred: 1\\nbase: scenario.yaml\\npeople: {persons: 200}\\n",
	                                 "socred: 1\\npopulation: ../x\\n",
	                                 "&a [*a,*a]",
	                                 "socred: 1\\nregimes: [/dev/zero]\\n",
	                                 "socred: 1\\npeople: {persons: 1000, provinces: Hainan}\\n" };
static const char *const sql[] = { "SELECT",
	                               "*",
	                               "FROM",
	                               "national",
	                               "by_cell",
	                               "WHERE",
	                               "listed",
	                               ">",
	                               "0",
	                               "1",
	                               "'a'",
	                               "count(*)",
	                               "sum(listed)",
	                               "GROUP BY",
	                               "date",
	                               "ORDER BY",
	                               "LIMIT",
	                               "-1",
	                               ",",
	                               "(",
	                               ")",
	                               "UNION ALL",
	                               "JOIN",
	                               "USING",
	                               "(replicate)",
	                               "AS x",
	                               "meta",
	                               "sqlite_master",
	                               "ATTACH 'x' AS y",
	                               "PRAGMA table_info(meta)",
	                               "PRAGMA writable_schema=1",
	                               "DELETE FROM meta",
	                               "DROP TABLE meta",
	                               "load_extension('x')",
	                               "readfile('/etc/passwd')",
	                               "writefile('x','y')",
	                               "zeroblob(1000000000)",
	                               "randomblob(10)",
	                               "printf('%1000000s',1)",
	                               "char(0)",
	                               "x'00ff'",
	                               "NULL",
	                               "1e999",
	                               ";",
	                               "--",
	                               "/*",
	                               "WITH a AS (SELECT 1)",
	                               "EXPLAIN",
	                               "VACUUM INTO 'x'",
	                               "CREATE TABLE t(a)",
	                               "json_extract('{}','$')",
	                               "hex(zeroblob(9))",
	                               "CASE WHEN 1 THEN 2 END",
	                               "OVER (PARTITION BY replicate)",
	                               "rowid",
	                               "?1",
	                               ":a",
	                               "GLOB '*'",
	                               "replace(hex(zeroblob(1000)),'0','aaaa')",
	                               "\\u0000",
	                               "\\\"x\\\"",
	                               "IN (SELECT month FROM national)",
	                               "fields" };

#define ONE(w, list) put(w, (list)[draw(w, sizeof(list) / sizeof *(list))])

static void put_sql(struct writer *w)
{
	if (draw(w, 4) > 0)
		put(w, "SELECT ");
	for (uint32_t n = 1 + draw(w, 12); n > 0; n--) {
		ONE(w, sql);
		put(w, " ");
	}
	if (draw(w, 2))
		put(w, "FROM national");
}

static void put_settings(struct writer *w)
{
	for (uint32_t n = draw(w, 4); n > 0; n--) {
		ONE(w, settings);
		if (n > 1)
			put(w, ",");
	}
}

/* A template of a request: $ and a letter stand for one of a list, | for the end of a part. */
static void put_request(struct writer *w, const char *template)
{
	for (const char *c = template; *c != '\0'; c++) {
		const char text[2] = { *c, '\0' };
		if (*c == '|')
			put_byte(w, 0);
		else if (*c != '$')
			put(w, text);
		else
			switch (*++c) {
			case 'r':
				ONE(w, runs);
				break;
			case 'f':
				ONE(w, formats);
				break;
			case 'n':
				ONE(w, numbers);
				break;
			case 'w':
				ONE(w, conditions);
				break;
			case 'b':
				ONE(w, ways);
				break;
			case 't':
				ONE(w, tables);
				break;
			case 'm':
				ONE(w, dates);
				break;
			case 'l':
				ONE(w, flows);
				break;
			case 'a':
				ONE(w, forms);
				break;
			case 'p':
				ONE(w, places);
				break;
			case 's':
				ONE(w, scenarios);
				break;
			case 'e':
				ONE(w, experiments);
				break;
			case 'k':
				ONE(w, keys);
				break;
			case 'S':
				put_settings(w);
				break;
			case 'y':
				ONE(w, yamls);
				break;
			case 'q':
				put_sql(w);
				break;
			default:
				put_byte(w, (uint8_t)draw(w, 256));
				break;
			}
	}
}

/* Every route. The dear ones, which read a scenario, are drawn one time in sixty. */
static const char *const cheap[] = {
	"GET|/api/about||",
	"GET|/api/scenarios||",
	"GET|/api/keys?key=$k||",
	"GET|/api/runs||",
	"GET|/api/runs/$r||",
	"DELETE|/api/runs/$r||",
	"POST|/api/runs/$r/stop||",
	"GET|/api/events?since=$n||",
	"GET|/api/events?since=$n&format=$f||",
	"GET|/api/figures?run=$r||",
	"GET|/api/figures?run=$r&format=$f||",
	"GET|/api/fairness?run=$r&by=$b||",
	"GET|/api/fairness?run=$r&by=$b&list=defaulters&format=$f||",
	"GET|/api/statistics?run=$r&replicate=$n||",
	"GET|/api/curve?run=$r&statistic=listed_per_1000&replicate=$n&since=$n||",
	"GET|/api/curve?run=run-1&statistic=$k||",
	"GET|/api/columns?run=$r&format=$f||",
	"GET|/api/figures?run=$r&$k=$n||",
	"POST|/api/check|{\"scenario\":\"start/minimal\",\"$k\":$n}|",
	"GET|/api/experiments||",
	"POST|/api/experiments/$e/stop||",
	"GET|/api/tables?run=$r||",
	"GET|/api/tables/$t?run=$r&limit=$n||",
	"GET|/api/tables/$t.csv?run=$r&limit=$n||",
	"POST|/api/sql|{\"run\":\"$r\",\"query\":\"$q\"}|",
	"POST|/api/sql|{\"run\":\"run-1\",\"query\":\"$q\",\"limit\":$n}|",
	"POST|/api/sql|{\"run\":\"run-2\",\"query\":\"$q\",\"limit\":5,\"format\":\"$f\"}|",
	"GET|/api/compare?runs=$r&by=$b||",
	"GET|/api/compare?runs=run-1,run-2&by=$b&month=$m&only=$k&format=$f||",
	"GET|/api/assess?runs=$r&form=$a&format=$f||",
	"GET|/api/transitions?runs=run-1,run-2&by=$b&lives=$l&limit=$n||",
	"GET|/api/transitions?runs=$r&lives=$l&month=$m&replicate=$n||",
	"GET|/api/life?run=$r&person=$n&replicate=$n||",
	"GET|/api/lives?run=$r&where=$w||",
	"GET|/api/lives?run=run-1&where=$w&place=$p&limit=$n&month=$m&replicate=$n||",
	"GET|/api/report?run=$r||",
	"GET|/api/bundle?run=$r||",
	"POST|/api/sql|{$q}|",
	"GET|/api/$t||",
	"$?$?|/api/$k|$?|",
	"GET|/api/runs/$r%2F..?$k=$n&$k=$n&&=&%||",
	"PUT|/api/runs|{}|",
	"GET||"
};
static const char *const dear[] = {
	"GET|/api/scenario?name=$s||",
	"GET|/api/assumptions?scenario=$s||",
	"POST|/api/check|{\"scenario\":\"$s\",\"settings\":{$S}}|",
	"POST|/api/check|{\"scenario\":\"start/"
	"minimal\",\"yaml\":\"$y\",\"persons\":$n,\"months\":$n,\"seed\":$n}|",
	"POST|/api/check|{\"scenario\":\"start/minimal\",\"settings\":{$S},\"replicates\":$n}|",
	"POST|/api/"
	"runs|{\"scenario\":\"$s\",\"preview\":true,\"persons\":200,\"months\":2,\"replicates\":1,\"settings\":{$"
	"S}}|",
	"POST|/api/runs|{\"scenario\":\"start/"
	"minimal\",\"persons\":200,\"months\":2,\"replicates\":$n,\"label\":\"$k\",\"settings\":{$S}}|",
	"POST|/api/runs|{\"scenario\":\"start/"
	"minimal\",\"yaml\":\"$y\",\"persons\":200,\"months\":1,\"replicates\":1}|",
	"POST|/api/experiments/$e/run||",
	"GET|/api/experiment?name=$e||"
};

static void put_bundle(struct writer *w)
{
	put(w, "POST");
	put_byte(w, 0);
	put(w, "/api/bundle");
	put_byte(w, 0);
	put(w, "@");
	put_byte(w, draw(w, 3) ? 0 : (uint8_t)draw(w, 256));
	put_byte(w, draw(w, 8) ? 0 : (uint8_t)draw(w, 4));
	/* Most changes are in the head of an entry of the archive, 512 bytes. */
	for (uint32_t n = draw(w, 6); n > 0; n--) {
		const uint32_t at = draw(w, 2) ? draw(w, 512) : draw(w, 1u << 24);
		put_byte(w, (uint8_t)at);
		put_byte(w, (uint8_t)(at >> 8));
		put_byte(w, (uint8_t)(at >> 16));
		put_byte(w, draw(w, 2) ? (uint8_t)('0' + draw(w, 10)) : (uint8_t)draw(w, 256));
	}
}

size_t lab_requests(uint8_t *data, size_t most, unsigned seed)
{
	struct writer w = { .to = data, .most = most, .state = seed * 2654435761u + 1 };
	for (uint32_t n = 1 + draw(&w, 3); n > 0; n--)
		put_request(&w, draw(&w, 60) == 0 ? dear[draw(&w, sizeof dear / sizeof *dear)]
		                                  : cheap[draw(&w, sizeof cheap / sizeof *cheap)]);
	if (draw(&w, 40) == 0)
		put_bundle(&w);
	return w.used;
}
