/* The folder of a run's checkpoints: a folder for each month, and one for what has ended.
 *
 *   FOLDER/2020-12/replicate-0.check    the run after that month
 *   FOLDER/finished/replicate-0.check   what a replicate told that has had its last month
 *
 * Names that are not these are nobody's here: they are neither read nor removed. */
#include "run/checkpoint.h"

#include "base/locale.h"
#include "base/noun.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FINISHED "finished"

/* ---- names ---- */

static enum soc_err too_long(const char *folder, struct soc_msg *msg)
{
	return soc_fail(msg, SOC_ERR_IO, "the name of the folder %.200s... is too long", folder);
}

static enum soc_err file_name(char out[SOC_CHECKPOINT_PATH], const char *folder, const char *month,
                              int64_t replicate, struct soc_msg *msg)
{
	const int n = snprintf(out, SOC_CHECKPOINT_PATH, "%s%s%s/replicate-%lld.check", folder,
	                       month[0] != '\0' ? "/" : "", month, (long long)replicate);
	return n > 0 && n < SOC_CHECKPOINT_PATH ? SOC_OK : too_long(folder, msg);
}

/* A whole number of at most `most` digits at *at, which goes behind it; -1: there is none. */
static int64_t number_at(const char **at, int most)
{
	int64_t n = 0;
	int digits = 0;
	for (; **at >= '0' && **at <= '9' && digits < most; (*at)++, digits++)
		n = n * 10 + (**at - '0');
	return digits > 0 ? n : -1;
}

/* YYYY-MM as months since the year 0, or -1. */
static int64_t month_named(const char *name)
{
	char back[SOC_NUMBER_TEXT];
	const char *at = name;
	const int64_t year = number_at(&at, 4);
	if (year < 0 || *at++ != '-')
		return -1;
	const int64_t month = number_at(&at, 2);
	if (month < 1 || month > 12 || *at != '\0')
		return -1;
	soc_month_write(year * 12 + month - 1, back);
	return strcmp(back, name) == 0 ? year * 12 + month - 1 : -1;
}

/* replicate-N.check, or one that was being written, as N; -1: neither. */
static int64_t replicate_named(const char *name, int *is_part)
{
	static const char before[] = "replicate-", behind[] = ".check";
	*is_part = 0;
	if (strncmp(name, before, sizeof before - 1) != 0)
		return -1;
	const char *at = name + sizeof before - 1;
	const int64_t n = number_at(&at, 9);
	if (n < 0 || strncmp(at, behind, sizeof behind - 1) != 0)
		return -1;
	at += sizeof behind - 1;
	*is_part = strncmp(at, ".part-", 6) == 0;
	return *at == '\0' || *is_part ? n : -1;
}

static int is_regular(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The last month before `before` of which a folder has a checkpoint of the replicate; -1: none. */
static int64_t last_month(const char *folder, int64_t replicate, int64_t before)
{
	char path[SOC_CHECKPOINT_PATH];
	int64_t last = -1;
	DIR *all = opendir(folder);
	if (all == NULL)
		return -1;
	for (struct dirent *entry; (entry = readdir(all)) != NULL;) {
		const int64_t month = month_named(entry->d_name);
		if (month > last && month < before &&
		    file_name(path, folder, entry->d_name, replicate, NULL) == SOC_OK && is_regular(path))
			last = month;
	}
	closedir(all);
	return last;
}

static enum soc_err make_folder(const char *path, struct soc_msg *msg)
{
	struct stat st;
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		return soc_fail(msg, SOC_ERR_IO, "folder %s: %s", path, soc_locale_errno(errno));
	/* What stands there may be a link to somebody else's. */
	if (lstat(path, &st) != 0 || !S_ISDIR(st.st_mode))
		return soc_fail(msg, SOC_ERR_IO, "%s is there and is not a folder: checkpoints cannot be put into it",
		                path);
	return SOC_OK;
}

/* ---- writing ---- */

int64_t soc_checkpoints_every(const struct soc_sim *sim)
{
	return sim->checkpoints.every > 0 ? sim->checkpoints.every : sim->s->output.checkpoint_months;
}

int64_t soc_checkpoints_kept(const struct soc_sim *sim)
{
	return sim->checkpoints.keep > 0 ? sim->checkpoints.keep : sim->s->output.checkpoints_kept;
}

/* Removes those of the replicate beyond the last `keep`; a folder goes with its last file. */
static void remove_old(const struct soc_sim *sim)
{
	char path[SOC_CHECKPOINT_PATH], month[SOC_NUMBER_TEXT];
	const char *folder = sim->checkpoints.folder;
	int64_t at = INT64_MAX;
	for (int64_t n = 0; (at = last_month(folder, sim->replicate, at)) >= 0; n++) {
		if (n < soc_checkpoints_kept(sim))
			continue;
		soc_month_write(at, month);
		if (file_name(path, folder, month, sim->replicate, NULL) != SOC_OK || unlink(path) != 0)
			return;
		*strrchr(path, '/') = '\0';
		(void)rmdir(path); /* fails while another replicate's stands there */
	}
}

static enum soc_err write_one(struct soc_sim *sim, const char *month, struct soc_msg *msg)
{
	char path[SOC_CHECKPOINT_PATH];
	enum soc_err err = make_folder(sim->checkpoints.folder, msg);
	if (err == SOC_OK)
		err = file_name(path, sim->checkpoints.folder, month, sim->replicate, msg);
	if (err != SOC_OK)
		return err;
	char *slash = strrchr(path, '/');
	*slash = '\0';
	err = make_folder(path, msg);
	*slash = '/';
	if (err == SOC_OK)
		err = soc_checkpoint_write(sim, path, msg);
	if (err == SOC_OK)
		soc_file_sync_folder(sim->checkpoints.folder);
	return err;
}

int soc_checkpoints_are_kept(const struct soc_sim *sim)
{
	return sim->checkpoints.folder != NULL && soc_checkpoints_every(sim) > 0;
}

enum soc_err soc_checkpoints_after_month(struct soc_sim *sim, int now, struct soc_msg *msg)
{
	char month[SOC_NUMBER_TEXT];
	const int64_t every = soc_checkpoints_every(sim);
	if (!soc_checkpoints_are_kept(sim))
		return SOC_OK;
	enum soc_err err = soc_checkpoint_keep_month(sim, msg);
	const int ends = sim->month == sim->months;
	if (err != SOC_OK || (!ends && !now && sim->month % every != 0))
		return err;
	soc_month_write(sim->s->span.from + sim->month - 1, month);
	err = write_one(sim, ends ? FINISHED : month, msg);
	if (err == SOC_OK && !ends)
		remove_old(sim);
	return err;
}

/* ---- going on ---- */

static enum soc_err go_on_from(struct soc_sim *sim, int64_t replicate, struct soc_observer *observer,
                               struct soc_msg *msg)
{
	char path[SOC_CHECKPOINT_PATH];
	const char *from = sim->checkpoints.from;
	enum soc_err err = file_name(path, from, "", replicate, msg);
	if (err == SOC_OK && access(path, F_OK) != 0)
		err = soc_fail(
			msg, SOC_ERR_CHECKPOINT, "there is no %s: a future of %lld %s needs a checkpoint of each", path,
			(long long)sim->s->replicates, soc_noun((double)sim->s->replicates, "replicate", "replicates"));
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	return err != SOC_OK ? err : soc_checkpoint_read(sim, path, replicate, observer, msg);
}

/* A run that is resumed writes checkpoints as it did before, where it is not told otherwise. */
static enum soc_err go_on_writing(struct soc_sim *sim, const char *path, struct soc_msg *msg)
{
	struct soc_chunk_reader r;
	struct soc_checkpoint_head head;
	struct soc_checkpoints *c = &sim->checkpoints;
	if (c->every > 0 && c->keep > 0)
		return SOC_OK;
	enum soc_err err = soc_chunk_reader_open(&r, path, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read_head(&r, &head, msg);
	soc_chunk_reader_close(&r);
	if (err != SOC_OK)
		return err;
	c->every = c->every > 0 ? c->every : head.every;
	c->keep = c->keep > 0 ? c->keep : head.kept;
	return SOC_OK;
}

/* What was written before it may be sound where a checkpoint is not. */
static enum soc_err read_or_advise(struct soc_sim *sim, const char *path, int64_t month, int64_t replicate,
                                   struct soc_observer *observer, struct soc_msg *msg)
{
	char older[SOC_NUMBER_TEXT];
	enum soc_err err = soc_ranks_agree(sim->options.ranks, go_on_writing(sim, path, msg), msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read(sim, path, replicate, observer, msg);
	const int64_t before = last_month(sim->checkpoints.folder, replicate, month);
	if (err != SOC_ERR_CHECKPOINT || before < 0 || msg == NULL)
		return err;
	soc_month_write(before, older);
	const size_t length = strlen(msg->text);
	snprintf(msg->text + length, sizeof msg->text - length,
	         "; with this file removed the run goes on from %s, whose checkpoint is there", older);
	return err;
}

static enum soc_err resume(struct soc_sim *sim, int64_t replicate, struct soc_observer *observer,
                           struct soc_msg *msg)
{
	char path[SOC_CHECKPOINT_PATH], month[SOC_NUMBER_TEXT];
	const char *folder = sim->checkpoints.folder;
	enum soc_err err = file_name(path, folder, FINISHED, replicate, msg);
	if (err != SOC_OK)
		return err;
	const int has_ended = is_regular(path);
	const int64_t last = has_ended ? INT64_MAX : last_month(folder, replicate, INT64_MAX);
	err = soc_ranks_same(sim->options.ranks, last, "checkpoints", msg);
	if (err != SOC_OK || last < 0)
		return err;
	soc_month_write(has_ended ? 0 : last, month);
	if (!has_ended)
		err = file_name(path, folder, month, replicate, msg);
	return err == SOC_OK ? read_or_advise(sim, path, last, replicate, observer, msg) : err;
}

enum soc_err soc_checkpoints_go_on(struct soc_sim *sim, int64_t replicate, struct soc_observer *observer,
                                   struct soc_msg *msg)
{
	/* What was written by the run that is resumed is as good as what it was forked from, and later. */
	if (sim->checkpoints.resume && sim->checkpoints.folder != NULL) {
		const enum soc_err err = resume(sim, replicate, observer, msg);
		if (err != SOC_OK || sim->month > 0)
			return err;
	}
	return sim->checkpoints.from != NULL ? go_on_from(sim, replicate, observer, msg) : SOC_OK;
}

/* ---- the folder as a whole ---- */

/* Calls visit with the path of each checkpoint below a folder until it returns something else than SOC_OK.
 * parts: with those that a killed run was writing. */
static enum soc_err each_file(const char *folder, int parts,
                              enum soc_err (*visit)(void *user, const char *path, struct soc_msg *msg),
                              void *user, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	DIR *all = opendir(folder);
	if (all == NULL)
		return SOC_OK;
	for (struct dirent *month; err == SOC_OK && (month = readdir(all)) != NULL;) {
		if (strcmp(month->d_name, FINISHED) != 0 && month_named(month->d_name) < 0)
			continue;
		const int fd = openat(dirfd(all), month->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		DIR *files = fd >= 0 ? fdopendir(fd) : NULL;
		if (files == NULL && fd >= 0)
			(void)close(fd);
		for (struct dirent *file; err == SOC_OK && files != NULL && (file = readdir(files)) != NULL;) {
			char path[SOC_CHECKPOINT_PATH];
			int is_part;
			if (replicate_named(file->d_name, &is_part) < 0 || (is_part && !parts))
				continue;
			const int n = snprintf(path, sizeof path, "%s/%s/%s", folder, month->d_name, file->d_name);
			err = n > 0 && n < (int)sizeof path ? visit(user, path, msg) : too_long(folder, msg);
		}
		if (files != NULL)
			closedir(files);
	}
	closedir(all);
	return err;
}

struct found {
	char path[SOC_CHECKPOINT_PATH];
};

static enum soc_err take_first(void *user, const char *path, struct soc_msg *msg)
{
	struct found *found = user;
	(void)msg;
	if (found->path[0] == '\0')
		snprintf(found->path, sizeof found->path, "%s", path);
	return SOC_OK;
}

static enum soc_err first_file(const char *folder, struct found *found, struct soc_msg *msg)
{
	found->path[0] = '\0';
	const enum soc_err err = each_file(folder, 0, take_first, found, msg);
	if (err == SOC_OK && found->path[0] == '\0')
		return soc_fail(msg, SOC_ERR_CHECKPOINT, "there is no checkpoint in %s", folder);
	return err;
}

enum soc_err soc_checkpoint_scenario(const char *folder, struct soc_scenario **out, char **note,
                                     struct soc_msg *msg)
{
	struct found found;
	struct soc_chunk_reader r;
	struct soc_checkpoint_head head;
	enum soc_err err = first_file(folder, &found, msg);
	if (err != SOC_OK)
		return err;
	err = soc_chunk_reader_open(&r, found.path, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read_head(&r, &head, msg);
	if (err == SOC_OK)
		err = soc_checkpoint_read_scenario(&r, out, note, msg);
	soc_chunk_reader_close(&r);
	return err;
}

int soc_checkpoint_is_unfinished(const char *folder)
{
	struct soc_scenario *s = NULL;
	struct found found;
	char path[SOC_CHECKPOINT_PATH];
	int64_t ended = 0;
	if (first_file(folder, &found, NULL) != SOC_OK)
		return 0;
	if (soc_checkpoint_scenario(folder, &s, NULL, NULL) != SOC_OK)
		return 1; /* what cannot be read may be needed still */
	const int64_t replicates = soc_scenario_replicates(s);
	while (ended < replicates && file_name(path, folder, FINISHED, ended, NULL) == SOC_OK && is_regular(path))
		ended++;
	soc_scenario_free(s);
	return ended < replicates;
}

static enum soc_err remove_file(void *user, const char *path, struct soc_msg *msg)
{
	char folder[SOC_CHECKPOINT_PATH];
	(void)user;
	if (unlink(path) != 0)
		return soc_fail(msg, SOC_ERR_IO, "%s cannot be removed: %s", path, soc_locale_errno(errno));
	snprintf(folder, sizeof folder, "%s", path);
	*strrchr(folder, '/') = '\0';
	(void)rmdir(folder); /* fails until its last file is gone */
	return SOC_OK;
}

static enum soc_err remove_part(void *user, const char *path, struct soc_msg *msg)
{
	return strstr(strrchr(path, '/'), ".part-") != NULL ? remove_file(user, path, msg) : SOC_OK;
}

/* Folders of months without a file: a kill leaves one between two steps of making or removing it. */
static void remove_empty(const char *folder)
{
	DIR *all = opendir(folder);
	if (all == NULL)
		return;
	for (struct dirent *month; (month = readdir(all)) != NULL;)
		if (month_named(month->d_name) >= 0)
			(void)unlinkat(dirfd(all), month->d_name, AT_REMOVEDIR); /* fails where there is a file */
	closedir(all);
}

enum soc_err soc_checkpoints_clean(const struct soc_sim *sim, struct soc_msg *msg)
{
	const char *folder = sim->checkpoints.folder;
	const enum soc_err err = folder != NULL ? each_file(folder, 1, remove_part, NULL, msg) : SOC_OK;
	if (err == SOC_OK && folder != NULL)
		remove_empty(folder);
	return err;
}

enum soc_err soc_checkpoint_remove(const char *folder, struct soc_msg *msg)
{
	return each_file(folder, 1, remove_file, NULL, msg);
}
