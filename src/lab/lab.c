/* The lab itself, and the folder of its runs. */
#include "lab/lab.h"

#include "base/file.h"
#include "base/locale.h"
#include "base/mem.h"
#include "lab/people_kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE_MOST (4u << 20) /* bytes of lab.json: a scenario's text twice over */

const char *const soc_lab_state_words[] = { "waiting", "building", "running", "finishing",
	                                        "done",    "stopped",  "failed" };

static const char *const files[] = { "results.db", "report.html", "scenario.resolved.yaml", "lab.json" };

/* ---- names ---- */
/* A folder of a run: letters, digits, - and _, none of them first but a letter or digit. Names of folders
 * that others made are taken as they are. */
static int is_name(const char *name)
{
	size_t n = 0;
	for (; name[n] != '\0'; n++) {
		const char c = name[n];
		const int plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!plain && (n == 0 || (c != '-' && c != '_')))
			return 0;
	}
	return n > 0 && n < SOC_LAB_NAME;
}

/* N of run-N; 0: another name. */
static int number_of(const char *name)
{
	int n = 0;
	if (strncmp(name, "run-", 4) != 0 || strlen(name) > 4 + 7)
		return 0;
	for (const char *c = name + 4; *c != '\0'; c++) {
		if (*c < '0' || *c > '9')
			return 0;
		n = n * 10 + (*c - '0');
	}
	return n;
}

int soc_lab_path(const struct soc_lab *lab, const struct soc_lab_run *run, const char *file,
                 char out[SOC_LAB_PATH])
{
	const int n = snprintf(out, SOC_LAB_PATH, "%s/%s/%s", lab->folder, run->name, file);
	return n > 0 && n < SOC_LAB_PATH;
}

void soc_lab_hide_folder(const struct soc_lab *lab, char *text)
{
	const size_t n = strlen(lab->folder);
	for (char *at = text; n > 0 && (at = strstr(at, lab->folder)) != NULL;) {
		/* where a path begins, not in the middle of another */
		if (at[n] == '/' && (at == text || strchr(" \"'(", at[-1]) != NULL))
			memmove(at, at + n + 1, strlen(at + n + 1) + 1);
		else
			at++;
	}
}

/* ---- the list ---- */
struct soc_lab_run *soc_lab_run_find(const struct soc_lab *lab, const char *name)
{
	for (size_t i = 0; i < lab->runs_count; i++)
		if (strcmp(lab->runs[i]->name, name) == 0)
			return lab->runs[i];
	return NULL;
}

void soc_lab_run_clear(struct soc_lab_run *run)
{
	soc_result_free(run->result);
	soc_free(run->scenario);
	soc_free(run->settings);
	soc_free(run->yaml);
	soc_free(run->label);
	*run = (struct soc_lab_run){ 0 };
}

struct soc_lab_run *soc_lab_run_add(struct soc_lab *lab, const char *name)
{
	if (lab->runs_count == lab->runs_room) {
		const size_t room = lab->runs_room * 2 + 16;
		struct soc_lab_run **runs = soc_realloc(lab->runs, room, sizeof(struct soc_lab_run *));
		if (runs == NULL)
			return NULL;
		lab->runs = runs;
		lab->runs_room = room;
	}
	struct soc_lab_run *run = soc_calloc(1, sizeof *run);
	if (run == NULL)
		return NULL;
	snprintf(run->name, sizeof run->name, "%s", name);
	lab->runs[lab->runs_count++] = run;
	const int number = number_of(name);
	if (number > lab->last_number)
		lab->last_number = number;
	return run;
}

void soc_lab_run_drop(struct soc_lab *lab, struct soc_lab_run *run)
{
	size_t at = 0;
	while (at < lab->runs_count && lab->runs[at] != run)
		at++;
	if (at == lab->runs_count)
		return;
	memmove(&lab->runs[at], &lab->runs[at + 1], (lab->runs_count - at - 1) * sizeof *lab->runs);
	lab->runs_count--;
	if (run->result != NULL)
		soc_lab_searches_drop(lab, run->result);
	soc_lab_run_clear(run);
	soc_free(run);
}

void soc_lab_run_unlink(const struct soc_lab *lab, const struct soc_lab_run *run)
{
	char path[SOC_LAB_PATH];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (soc_lab_path(lab, run, files[i], path))
			(void)unlink(path);
	if (soc_lab_path(lab, run, "", path))
		(void)rmdir(path);
}

/* ---- the folder ---- */
static char *text_of(const json_t *note, const char *key)
{
	const char *text = json_string_value(json_object_get(note, key));
	return soc_strdup(text != NULL ? text : "");
}

/* What the lab that made a run wrote of it; of a run of another hand nothing is known but its results. */
static enum soc_err read_note(const struct soc_lab *lab, struct soc_lab_run *run, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH], *text = NULL;
	size_t length = 0;
	json_error_t where;
	struct soc_msg ignored;
	json_t *note = NULL;
	if (soc_lab_path(lab, run, "lab.json", path) &&
	    soc_file_read(path, NOTE_MOST, &text, &length, &ignored) == SOC_OK)
		note = json_loadb(text, length, JSON_REJECT_DUPLICATES, &where);
	soc_free(text);
	run->scenario = text_of(note, "scenario");
	run->label = text_of(note, "label");
	if (json_is_string(json_object_get(note, "yaml")))
		run->yaml = text_of(note, "yaml");
	static const char *const words[] = { "shipped", "changed", "none" };
	const char *word = json_string_value(json_object_get(note, "assumptions"));
	for (size_t i = 0; word != NULL && i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0)
			run->assumptions = words[i];
	const char *base = json_string_value(json_object_get(note, "base"));
	if (base != NULL && strlen(base) < sizeof run->base && strpbrk(base, "\"\\") == NULL)
		snprintf(run->base, sizeof run->base, "%s", base);
	const json_t *settings = json_object_get(note, "settings");
	char *dumped = json_is_object(settings) ? json_dumps(settings, JSON_COMPACT) : NULL;
	run->settings = soc_strdup(dumped != NULL ? dumped : "{}");
	json_free_t release = NULL;
	json_get_alloc_funcs(NULL, &release);
	release(dumped);
	json_decref(note);
	return run->scenario != NULL && run->label != NULL && run->settings != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "no memory for the list of runs");
}

/* What a lab that was killed left of a run that has no results. */
static void sweep(int at, const char *name)
{
	const int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	if (folder == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (strncmp(entry->d_name, "results.db.part-", strlen("results.db.part-")) == 0)
			(void)unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	(void)unlinkat(at, name, AT_REMOVEDIR); /* fails where anything else is in it */
}

/* Who is simulated stands in the list from the first: by it a page tells which runs have the same people. */
static void take_size(struct soc_lab_run *run, const struct soc_result_size *size)
{
	run->persons = size->persons;
	run->months = size->months;
	run->replicates = size->replicates;
	run->seed = size->seed;
	run->from = size->from;
	run->is_partial = size->is_partial;
	if (run->is_partial)
		run->state = SOC_LAB_STOPPED;
}

/* Results that this version does not read are in the list with the reason. */
static enum soc_err settle(const struct soc_lab *lab, struct soc_lab_run *run, struct soc_msg *msg)
{
	char path[SOC_LAB_PATH];
	struct soc_msg why = { "" };
	run->state = SOC_LAB_DONE;
	if (soc_lab_path(lab, run, "results.db", path)) {
		struct soc_result_size size = { 0 };
		const enum soc_err err = soc_result_look(path, &size, &why);
		if (err == SOC_ERR_MEMORY)
			return soc_fail(msg, err, "%s", why.text);
		if (err != SOC_OK) {
			run->state = SOC_LAB_FAILED;
			snprintf(run->error, sizeof run->error, "%s", why.text);
			soc_lab_hide_folder(lab, run->error);
		} else
			take_size(run, &size);
	}
	return read_note(lab, run, msg);
}

static enum soc_err take_run(struct soc_lab *lab, DIR *all, const char *name, struct soc_msg *msg)
{
	char path[SOC_LAB_NAME + 16];
	struct stat st;
	snprintf(path, sizeof path, "%.*s/results.db", SOC_LAB_NAME, name);
	if (fstatat(dirfd(all), name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(st.st_mode))
		return SOC_OK;
	if (fstatat(dirfd(all), path, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode)) {
		if (number_of(name) > 0)
			sweep(dirfd(all), name);
		return SOC_OK;
	}
	if (lab->runs_count >= SOC_LAB_RUNS_MOST)
		return SOC_OK;
	struct soc_lab_run *run = soc_lab_run_add(lab, name);
	if (run == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the list of runs");
	return settle(lab, run, msg);
}

static int by_number(const void *a, const void *b)
{
	const struct soc_lab_run *const *x = a, *const *y = b;
	const int m = number_of((*x)->name), n = number_of((*y)->name);
	return m != n ? (m > n) - (m < n) : strcmp((*x)->name, (*y)->name);
}

enum soc_err soc_lab_folder_read(struct soc_lab *lab, struct soc_msg *msg)
{
	DIR *all = opendir(lab->folder);
	enum soc_err err = SOC_OK;
	if (all == NULL)
		return soc_fail(msg, SOC_ERR_IO, "folder %s: %s", lab->folder, soc_locale_errno(errno));
	for (struct dirent *entry; err == SOC_OK && (entry = readdir(all)) != NULL;)
		if (is_name(entry->d_name))
			err = take_run(lab, all, entry->d_name, msg);
	closedir(all);
	if (lab->runs_count > 1)
		qsort(lab->runs, lab->runs_count, sizeof *lab->runs, by_number);
	return err;
}

/* ---- open and close ---- */
enum soc_err soc_lab_open(const struct soc_lab_options *options, struct soc_lab **out, struct soc_msg *msg)
{
	if (options == NULL || options->folder == NULL || out == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a lab needs a folder for its runs");
	struct soc_lab *lab = soc_calloc(1, sizeof *lab);
	if (lab == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for a lab");
	lab->options = *options;
	lab->options.folder = NULL;
	enum soc_err err = SOC_OK;
	if (snprintf(lab->folder, sizeof lab->folder - 128, "%s", options->folder) >=
	    (int)sizeof lab->folder - 128)
		err = soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (err == SOC_OK)
		err = soc_lab_folder_read(lab, msg);
	if (err == SOC_OK)
		*out = lab;
	else
		soc_lab_close(&lab);
	return err;
}

void soc_lab_close(struct soc_lab **open)
{
	struct soc_lab *lab = open != NULL ? *open : NULL;
	if (lab == NULL)
		return;
	*open = NULL;
	soc_lab_job_end(lab, &lab->preview_job);
	soc_lab_job_end(lab, &lab->run_job);
	soc_lab_experiment_end(lab, "");
	soc_lab_searches_drop(lab, NULL);
	soc_lab_people_drop(lab);
	soc_lab_kept_drop(lab);
	while (lab->runs_count > 0)
		soc_lab_run_drop(lab, lab->runs[0]);
	soc_lab_run_clear(&lab->preview);
	soc_free(lab->runs);
	for (int i = 0; i < SOC_LAB_EVENTS_MOST; i++)
		soc_free(lab->event[i]);
	soc_free(lab);
}
