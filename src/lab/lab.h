/* What the files of the lab share: its runs, the work under way, and how replies and events are put together.
 * The public contract is socred/lab.h. */
#ifndef SOC_LAB_LAB_H
#define SOC_LAB_LAB_H

#include "analysis/transitions.h"
#include "base/buf.h"
#include "experiment/turns.h"
#include "lab/answer.h"
#include "run/sim_state.h"
#include "socred/assumptions.h"
#include "socred/lab.h"
#include "socred/people.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "store/reader.h"
#include "store/results_in_memory.h"

#include <jansson.h>
#include <stdatomic.h>

#define SOC_LAB_NAME 32       /* bytes of a run's name with its NUL */
#define SOC_LAB_RUNS_MOST 999 /* that stand in a folder; older ones are deleted first */
#define SOC_LAB_SETTINGS_MOST 512
#define SOC_LAB_PATH 4096
#define SOC_LAB_EVENTS_MOST 4096 /* events kept; of older ones only the number is known */

enum soc_lab_state {
	SOC_LAB_WAITING,
	SOC_LAB_BUILDING,
	SOC_LAB_RUNNING,
	SOC_LAB_FINISHING,
	SOC_LAB_DONE,
	SOC_LAB_STOPPED, /* what was finished is kept, or nothing was */
	SOC_LAB_FAILED
};

/* A run of the list, or the preview. Texts are its own. */
struct soc_lab_run {
	char name[SOC_LAB_NAME];
	char *scenario; /* name of what it began from, as "start/minimal/scenario"; "" unknown */
	char *settings; /* JSON object of what was changed */
	char *yaml;     /* the text that was run in place of the scenario's; NULL: the scenario's own */
	char *label;    /* what a person calls it; "" none */
	enum soc_lab_state state;
	char error[sizeof(struct soc_msg)]; /* why it failed; "" */
	int64_t persons, months, replicates, seed;
	int64_t from;             /* its first month; counts where `months` is above 0 */
	double built;             /* share of its people that are made, 0 to 1 */
	int64_t replicate, month; /* finished months of this replicate */
	int is_preview, is_partial;
	/* Whether its results hold the ensemble over the assumptions: "shipped" with the scenario, "changed":
	 * what was changed is not what the ensemble was made from, "none" is shipped; static */
	const char *assumptions;
	char base[64]; /* version and digest of the scenario as it was shipped: of others it is no baseline */
	struct soc_result *result; /* opened when first asked for; NULL before */
};

/* The work on one run. All 0: none. */
struct soc_lab_job {
	struct soc_lab_run *run;
	struct soc_scenario *s;
	struct soc_sim *sim;
	struct soc_result_writer *writer;    /* NULL: a preview is written nowhere */
	struct soc_results_in_memory memory; /* of a preview: the months of the replicate under way */
	double sampling_weight;              /* what one of its people stands for */
	struct soc_assumptions *ensemble;    /* NULL: none fits */
	int64_t replicate;                   /* the one under way */
	int64_t finished;
	volatile int stop;
};

/* A preview that has ended, whose months can be asked for until later ones have taken its place. All 0: none.
 */
struct soc_lab_kept {
	char name[SOC_LAB_NAME];
	struct soc_scenario *s;
	struct soc_results_in_memory memory;
	double sampling_weight;
	int64_t used; /* when it was asked last: the oldest makes room */
};
#define SOC_LAB_KEPT 4 /* a page shows two at once: of the scenario, and of what was changed */

/* A search through everybody, a piece with each request that asks for it. All 0: none. */
struct soc_lab_search {
	char *asked; /* path and query, by which the next request finds it */
	struct soc_find *find;
	struct soc_transitions_work *moves; /* one of the two */
	struct soc_result *of[2];           /* of runs of the list */
	int64_t months;
	double share; /* done */
	int64_t used; /* when it was asked last, counted in requests: the oldest makes room */
};
#define SOC_LAB_SEARCHES 4         /* that stand beside one another: of so many pages */
#define SOC_LAB_SEARCH_WORK 200000 /* person-months of a piece */

/* The experiment under way. All 0: none. */
struct soc_lab_experiment {
	int is_on;
	char name[SOC_LAB_NAME], folder[SOC_LAB_PATH];
	struct soc_experiment *e; /* NULL: it is still to be read */
	int64_t drawn;            /* draws of the assumptions that are filled */
	struct soc_experiment_turns *turns;
	int64_t done, all; /* replicates */
	volatile int stop;
};

struct soc_lab {
	char folder[SOC_LAB_PATH];
	struct soc_lab_options options;
	struct soc_lab_run **runs;
	size_t runs_count, runs_room;
	int last_number, last_preview; /* of names given */
	struct soc_lab_run preview;
	struct soc_lab_job run_job, preview_job;
	struct soc_sim *peopled;         /* people of the preview that ended last (people_kept.c); NULL: none */
	struct soc_scenario *peopled_by; /* the scenario of the run of previews, which outlives the jobs */
	struct soc_lab_kept kept[SOC_LAB_KEPT];
	int64_t keeps; /* previews that were kept or asked for so far */
	struct soc_lab_search search[SOC_LAB_SEARCHES];
	int64_t searches; /* pieces so far */
	struct soc_lab_experiment experiment;
	atomic_int under_way; /* the number of the run that is; 0: none. For soc_lab_hasten_stop, beside the lab's
	                         thread */
	volatile int interrupted;
	volatile int query_stop; /* of the query that is being answered */

	char *event[SOC_LAB_EVENTS_MOST]; /* that of number n at n % SOC_LAB_EVENTS_MOST */
	int64_t events;                   /* told so far */
};

/* ---- scenarios ---- */
/* What a body asks to be run: a scenario that is built in, or a text in its place, with settings. */
struct soc_lab_wish {
	char file[256];   /* on the shelf */
	const char *name; /* of the scenario, as asked */
	const char *text; /* its text, or the body's */
	size_t length;
	int is_own; /* 1: the body's text */
	const char *setting[SOC_LAB_SETTINGS_MOST];
	size_t settings;
	int64_t months;                             /* 0: the scenario's own */
	struct soc_buf kept[SOC_LAB_SETTINGS_MOST]; /* texts of the settings */
};
/* The shelf's number of a scenario by its name, "start/minimal/scenario" or "start/minimal"; SOC_ERR_USAGE
 * with the nearest. */
enum soc_err soc_lab_scenario_find(const char *name, int *out, struct soc_msg *msg);
/* Version of the program and digest of a shipped scenario, as in `base` of a run. Errors: SOC_ERR_MEMORY,
 * those of reading it. Cost: as reading a scenario. */
enum soc_err soc_lab_scenario_base(int scenario, char out[64], struct soc_msg *msg);
/* The shelf's number of the ensemble that is shipped beside a scenario, by the scenario's number; -1: none.
 */
int soc_lab_ensemble_find(int scenario);
/* Reads a body; release either way. Texts belong to the body and the shelf. Errors: SOC_ERR_USAGE,
 * SOC_ERR_MEMORY. */
enum soc_err soc_lab_wish_read(struct soc_lab_wish *w, const json_t *body, struct soc_msg *msg);
void soc_lab_wish_release(struct soc_lab_wish *w);
/* Reads and checks the scenario of a wish as a run would; *diagnostics as of soc_scenario_read. */
enum soc_err soc_lab_wish_scenario(const struct soc_lab_wish *w, struct soc_scenario **out,
                                   struct soc_diagnostics **diagnostics, struct soc_msg *msg);

/* ---- runs ---- */
extern const char *const soc_lab_state_words[];
/* A run by name, or NULL. */
struct soc_lab_run *soc_lab_run_find(const struct soc_lab *lab, const char *name);
/* The run that the query names under `key`, with its results open. Errors: SOC_ERR_USAGE (a->status 404 for
 * no such run), those of opening. */
enum soc_err soc_lab_run_open(struct soc_lab *lab, const char *name, struct soc_lab_answer *a,
                              struct soc_result **out, struct soc_msg *msg);
/* The runs of "a,b,c" under `runs` of the query, least to most of them, with their results open. Errors: as
 * of soc_lab_run_open, SOC_ERR_USAGE for another number. */
enum soc_err soc_lab_runs_open(struct soc_lab *lab, const struct soc_lab_request *q, struct soc_lab_answer *a,
                               int least, int most, struct soc_result **results, int *count,
                               struct soc_msg *msg);
/* Whether a run, or an experiment, is under way: one at a time. */
int soc_lab_is_busy(const struct soc_lab *lab);
/* Writes the resolved scenario and the note of a run into its folder. Errors: SOC_ERR_IO, SOC_ERR_MEMORY. */
enum soc_err soc_lab_run_note(const struct soc_lab *lab, const struct soc_lab_run *run,
                              const struct soc_scenario *s, struct soc_msg *msg);
/* The next run of the list, with its folder made. Errors: SOC_ERR_BUSY, SOC_ERR_LIMIT, SOC_ERR_IO,
 * SOC_ERR_MEMORY. */
enum soc_err soc_lab_run_new(struct soc_lab *lab, struct soc_lab_run **out, struct soc_msg *msg);
/* The size of a run whose results are open, of the scenario in them. */
enum soc_err soc_lab_run_size(struct soc_lab_run *run, struct soc_msg *msg);
/* Gives up the searches in these results, which are to be closed; NULL: all searches. */
void soc_lab_searches_drop(struct soc_lab *lab, const struct soc_result *of);
/* A file of a run, of at most `most` bytes; *text is the caller's (soc_free). Errors: as of soc_file_read. */
enum soc_err soc_lab_run_read(const struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
                              size_t most, char **text, size_t *length, struct soc_msg *msg);
/* folder/run/file. 0: too long. */
int soc_lab_path(const struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
                 char out[SOC_LAB_PATH]);
/* Paths in a text become paths from the folder of the lab on: a reply may be shown to others, and where
 * somebody keeps runs tells who they are. */
void soc_lab_hide_folder(const struct soc_lab *lab, char *text);
/* Reads the list of runs of the folder. Errors: SOC_ERR_IO, SOC_ERR_MEMORY. */
enum soc_err soc_lab_folder_read(struct soc_lab *lab, struct soc_msg *msg);
/* A new run at the end of the list. NULL: no memory. */
struct soc_lab_run *soc_lab_run_add(struct soc_lab *lab, const char *name);
/* Takes a run out of the list and releases it; its files stay. */
void soc_lab_run_drop(struct soc_lab *lab, struct soc_lab_run *run);
void soc_lab_run_clear(struct soc_lab_run *run);
/* Its files, and its folder where nothing else is in it. */
void soc_lab_run_unlink(const struct soc_lab *lab, const struct soc_lab_run *run);
/* A run as an object of JSON. */
void soc_lab_put_run(struct soc_buf *b, const struct soc_lab_run *run);

/* ---- work and what is told of it ---- */
/* Takes the scenario over and sets the job to its beginning. */
void soc_lab_job_begin(struct soc_lab_job *job, struct soc_lab_run *run, struct soc_scenario *s);
int soc_lab_job_is_idle(const struct soc_lab_job *job);
/* Gives a job up: what is finished is written down. */
void soc_lab_job_end(struct soc_lab *lab, struct soc_lab_job *job);
/* ,"statistics":[...]: those of the headline that a run of the scenario has. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_lab_put_statistics(struct soc_buf *b, const struct soc_scenario *s, struct soc_msg *msg);
/* The same of all that any scenario can have. */
void soc_lab_put_all_statistics(struct soc_buf *b);
/* Takes the months and the scenario of a preview that has ended over from its job, in place of those that
 * were asked for the longest time ago. */
void soc_lab_keep_preview(struct soc_lab *lab, struct soc_lab_job *job);
/* Releases all that were kept. */
void soc_lab_kept_drop(struct soc_lab *lab);
/* The text is taken over; one that failed is told as nothing. */
void soc_lab_tell(struct soc_lab *lab, struct soc_buf *event);
void soc_lab_tell_run(struct soc_lab *lab, const struct soc_lab_run *run);

/* The next point of the experiment under way; 0: there is none. */
int soc_lab_experiment_work(struct soc_lab *lab);
/* Ends it; what was measured is in its folder. */
void soc_lab_experiment_end(struct soc_lab *lab, const char *error);

/* A tar file (POSIX ustar) of files in memory. */
void soc_lab_tar_put(struct soc_buf *b, const char *name, const char *text, size_t length);
void soc_lab_tar_end(struct soc_buf *b);
/* The next file in a tar file, from *at on, which is moved behind it: 1; 0: the end; -1: these bytes are no
 * tar file, or one with anything but plain files in it. Name and text point into the bytes. */
int soc_lab_tar_next(const char *bytes, size_t length, size_t *at, const char **name, const char **text,
                     size_t *size);

#endif
