#include "folder.h"

#include "socred/result.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const folder_names[FOLDER_FILES] = { "results.db", "report.html", "scenario.resolved.yaml" };

/* ---- what killed runs left ---- */
static int begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

static int is_part(const char *name)
{
	char part[64];
	for (int i = 0; i < FOLDER_FILES; i++) {
		snprintf(part, sizeof part, "%s.part-", folder_names[i]);
		if (begins(name, part))
			return 1;
	}
	return begins(name, "run.part-");
}

/* Removes the entries of a folder below `at` that `is` says, never through a link; folders of parts with what
 * is in them. */
static void sweep(int at, const char *name, int (*is)(const char *name))
{
	const int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	if (folder == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		    (is != NULL && !is(entry->d_name)))
			continue;
		if (unlinkat(dirfd(folder), entry->d_name, 0) == 0 || is == NULL)
			continue; /* a folder within a folder of parts is none of ours: the rmdir below then fails, and it
			             stays */
		sweep(dirfd(folder), entry->d_name, NULL);
		unlinkat(dirfd(folder), entry->d_name, AT_REMOVEDIR);
	}
	closedir(folder);
}

/* ---- the lock ---- */
static enum soc_err take_lock(struct folder *f, struct soc_msg *msg)
{
	f->lock = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->lock < 0)
		return soc_fail(msg, SOC_ERR_IO, "folder %s: %s", f->path, strerror(errno));
	/* A lock of the system's: it goes with the process, whatever ends it. Where a file system has none, two
	 * runs are not told apart. */
	if (flock(f->lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_BUSY,
	                "another run is writing into %s: wait for it, or name another folder with -o", f->path);
}

/* What cannot be replaced at the end is told at the beginning, and not after hours. */
static enum soc_err can_replace(const struct folder *f, struct soc_msg *msg)
{
	char path[RUNNING_PATH];
	struct stat st;
	for (int i = 0; i < FOLDER_FILES; i++)
		if (folder_path(f, (enum folder_file)i, 0, path) && lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			return soc_fail(msg, SOC_ERR_IO,
			                "%s is a folder: the file of that name cannot be put in its place", path);
	return SOC_OK;
}

enum soc_err folder_begin(struct folder *f, const char *command, const char *path, struct soc_msg *msg)
{
	memset(f, 0, sizeof *f);
	f->command = command;
	f->lock = -1;
	if (strlen(path) >= sizeof f->path - 64)
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	if (!running_make_folder(command, path, &f->stood))
		return soc_fail(msg, SOC_ERR_IO, "there is no folder %s to write into", path);
	snprintf(f->path, sizeof f->path, "%s", path);
	enum soc_err err = take_lock(f, msg);
	if (err != SOC_OK) {
		folder_end(f);
		return err;
	}
	err = can_replace(f, msg);
	if (err != SOC_OK) {
		folder_end(f);
		return err;
	}
	sweep(AT_FDCWD, f->path, is_part);
	snprintf(f->making, sizeof f->making, "%.*s/run.part-%ld", RUNNING_PATH - 64, f->path, (long)getpid());
	if (mkdir(f->making, 0777) == 0)
		return SOC_OK;
	err = soc_fail(msg, SOC_ERR_IO, "folder %s: %s", f->making, strerror(errno));
	f->making[0] = '\0'; /* not ours */
	folder_end(f);
	return err;
}

int folder_path(const struct folder *f, enum folder_file file, int made, char out[RUNNING_PATH])
{
	return running_path(f->command, out, made ? f->making : f->path, folder_names[file]);
}

int folder_holds_complete(const struct folder *f)
{
	char database[RUNNING_PATH];
	struct soc_result *old = NULL;
	struct soc_msg ignored;
	int partial = 1;
	if (!folder_path(f, FOLDER_RESULTS, 0, database))
		return 0;
	const enum soc_err err = soc_result_open_any(&old, database, &ignored);
	if (err == SOC_ERR_FORMAT) /* only the version that made them knows: they are taken for complete */
		return 1;
	if (err != SOC_OK)
		return 0;
	if (soc_result_is_theory(old)) /* there are no others of it */
		partial = 0;
	else if (soc_result_is_partial(old, &partial, &ignored) != SOC_OK)
		partial = 1;
	soc_result_free(old);
	return !partial;
}

static enum soc_err put_files(const struct folder *f, const char *folder, struct soc_msg *msg)
{
	char from[RUNNING_PATH], to[RUNNING_PATH];
	for (int i = FOLDER_REPORT; i < FOLDER_FILES; i++) {
		if (!running_path(f->command, to, folder, folder_names[i]))
			return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
		if (unlink(to) != 0 && errno != ENOENT)
			return soc_fail(msg, SOC_ERR_IO, "%s: %s", to, strerror(errno));
	}
	for (int i = 0; i < FOLDER_FILES; i++) {
		if (!folder_path(f, (enum folder_file)i, 1, from) ||
		    !running_path(f->command, to, folder, folder_names[i]))
			return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
		if (rename(from, to) != 0 && errno != ENOENT)
			return soc_fail(msg, SOC_ERR_IO, "%s cannot be put in place: %s", to, strerror(errno));
	}
	(void)fsync(f->lock);
	return SOC_OK;
}

enum soc_err folder_finish(struct folder *f, const char *into, struct soc_msg *msg)
{
	if (into == NULL)
		return put_files(f, f->path, msg);
	const int made = mkdir(into, 0777) == 0;
	if (!made && errno != EEXIST)
		return soc_fail(msg, SOC_ERR_IO, "folder %s: %s", into, strerror(errno));
	const enum soc_err err = put_files(f, into, msg);
	if (err != SOC_OK && made)
		(void)rmdir(into);
	return err;
}

void folder_end(struct folder *f)
{
	if (f->making[0] != '\0') {
		sweep(AT_FDCWD, f->making, NULL);
		(void)rmdir(f->making);
		f->making[0] = '\0';
	}
	if (f->path[0] != '\0')
		running_drop_folder(f->path, f->stood); /* with the lock held: nobody else is at work in it */
	if (f->lock >= 0)
		(void)close(f->lock);
	f->lock = -1;
}

static enum soc_err simulate_into(struct folder *f, const struct running *how, const struct soc_scenario *s,
                                  int report, struct soc_result **out, struct soc_msg *msg)
{
	char database[RUNNING_PATH], page[RUNNING_PATH];
	if (!folder_path(f, FOLDER_RESULTS, 1, database) || !folder_path(f, FOLDER_REPORT, 1, page))
		return soc_fail(msg, SOC_ERR_IO, "the name of the folder is too long");
	struct soc_result *made = NULL;
	enum soc_err err = running_simulate(how, s, database, &made, msg);
	if (err == SOC_OK && report)
		err = soc_result_report(made, page, msg);
	if (err == SOC_OK)
		err = folder_finish(f, NULL, msg);
	if (err == SOC_OK)
		*out = made;
	else
		soc_result_free(made);
	return err;
}

enum soc_err folder_run(const char *command, const char *path, const struct running *how,
                        const struct soc_scenario *s, int report, struct soc_result **out,
                        struct soc_msg *msg)
{
	struct folder f = { .lock = -1 };
	enum soc_err err = folder_begin(&f, command, path, msg);
	if (err == SOC_OK)
		err = simulate_into(&f, how, s, report, out, msg);
	folder_end(&f);
	return err;
}
