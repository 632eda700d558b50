/* socred lab: the page that moves rules and shows what follows, served on this machine alone. */
#include "arguments.h"
#include "commands.h"
#include "lab_page.h"
#include "running.h"
#include "say.h"

#include "socred/lab.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef SOC_WITH_SERVER
#include "lab_server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

static const char usage[] =
	"Usage: socred lab [SCENARIO] [--folder DIR] [--port N] [--no-open]\n\n"
	"Opens the lab in a browser: choose a scenario, move its rules, see what follows, compare runs.\n"
	"SCENARIO: one that is shipped, by its name or file, with which it begins.\n"
	"It is served on this machine alone (127.0.0.1); its address holds a token without which nothing is\n"
	"answered. Nothing is sent anywhere. Ctrl-C ends it; what a run has finished is kept.\n\n"
	"Options:\n"
	"      --folder DIR   where runs are kept, made if missing (default: out/lab); runs that stand in it "
	"are\n"
	"                     shown, those of `socred run -o DIR/NAME` too\n"
	"      --port N       port, 1024 to 65535 (default: any that is free)\n"
	"  -t, --threads N    threads of a run (default: by the work); results do not depend on it\n"
	"      --no-open      says the address and opens no browser\n"
	"      --openapi      prints the description of the requests that the page makes (OpenAPI 3.1), and "
	"ends\n"
	"  -h, --help         this text\n\n"
	"Examples:\n"
	"  socred lab\n"
	"  socred lab start/minimal\n"
	"  socred lab --folder out/course --port 8080 --no-open\n"
	"  socred lab --openapi > openapi.json\n";

struct request {
	const char *folder;
	char scenario[SOC_LAB_NAME_MOST]; /* with which it begins; "" */
	long long port;
	int threads, opens, openapi;
};

/* What is no option: a scenario to begin with. 1: go on; 0: wrong use. */
static int read_scenario(struct request *r, int argc, char **argv)
{
	struct soc_msg msg = { "" };
	if (argc - optind > 1)
		say(stderr, "socred lab: \"%s\" is not wanted: it begins with one scenario", argv[optind + 1]);
	else if (optind < argc && soc_lab_scenario_name(argv[optind], r->scenario, &msg) != SOC_OK)
		say(stderr, "socred lab: %s", msg.text);
	else
		return 1;
	fputs("Try: socred lab --help\n", stderr);
	return 0;
}

/* 1: go on; 0: wrong use; -1: help was wanted. */
static int read_arguments(struct request *r, int argc, char **argv)
{
	static const struct option options[] = {
		{ "folder", 1, NULL, 'F' },  { "port", 1, NULL, 'P' },    { "threads", 1, NULL, 't' },
		{ "no-open", 0, NULL, 'N' }, { "openapi", 0, NULL, 'A' }, { "help", 0, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int option;
	long long n = 0;
	while ((option = getopt_long(argc, argv, "t:h", options, NULL)) != -1) {
		switch (option) {
		case 'F':
			r->folder = optarg;
			break;
		case 'P':
			if (!argument_whole("lab", "--port", optarg, 1024, 65535, &r->port))
				return 0;
			break;
		case 't':
			if (!argument_whole("lab", "--threads", optarg, 1, 1024, &n))
				return 0;
			r->threads = (int)n;
			break;
		case 'N':
			r->opens = 0;
			break;
		case 'A':
			r->openapi = 1;
			break;
		case 'h':
			fputs(usage, stdout);
			return -1;
		default:
			fputs("Try: socred lab --help\n", stderr);
			return 0;
		}
	}
	return read_scenario(r, argc, argv);
}

#ifdef SOC_WITH_SERVER
/* ---- the browser ---- */
/* The address holds the token, and arguments of a program can be read by everybody on the machine: the
 * browser is given a file instead, which only this user can read and which leads to the address. */
static int write_door(const char *path, const char *address)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (file == NULL) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	fprintf(
		file,
		"<!doctype html><meta charset=\"utf-8\"><title>socred lab</title><meta name=\"referrer\" "
		"content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0;url=%s\"><a href=\"%s\">Open the "
		"lab</a>\n",
		address, address);
	return fclose(file) == 0;
}

static void open_browser(const char *door)
{
	const pid_t child = fork();
	if (child != 0)
		return;
	const int nowhere = open("/dev/null", O_RDWR);
	if (nowhere >= 0) {
		dup2(nowhere, 0);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
	}
	execlp("xdg-open", "xdg-open", door, (char *)NULL);
	_exit(127);
}

static int can_open(void)
{
	return isatty(STDOUT_FILENO) && (getenv("DISPLAY") != NULL || getenv("WAYLAND_DISPLAY") != NULL);
}

/* ---- the lab ---- */
static enum soc_err lock_folder(const char *folder, int *lock, struct soc_msg *msg)
{
	*lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0)
		return soc_fail(msg, SOC_ERR_IO, "folder %s: %s", folder, strerror(errno));
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_BUSY, "another lab is open over %s: name another folder with --folder",
	                folder);
}

static void wait_for_end(void)
{
	const volatile int *stop = running_stop();
	while (!*stop) {
		(void)poll(NULL, 0, 200); /* a signal ends it at once */
		(void)waitpid(-1, NULL, WNOHANG);
	}
}

static enum soc_err serve(const struct request *r, struct soc_lab *lab, struct soc_msg *msg)
{
	struct lab_server *server = NULL;
	char address[128 + SOC_LAB_NAME_MOST], door[RUNNING_PATH] = "";
	enum soc_err err = lab_server_begin(&server, lab, (int)r->port, msg);
	if (err != SOC_OK)
		return err;
	snprintf(address, sizeof address, "http://127.0.0.1:%d/#token=%s%s%s", lab_server_port(server),
	         lab_server_token(server), r->scenario[0] != '\0' ? "&scenario=" : "", r->scenario);
	say(stdout, "The lab is open at %s", address);
	say(stdout, "Runs are kept in %s. Ctrl-C ends it.", r->folder);
	fflush(stdout);
	if (r->opens && can_open() && running_path("lab", door, r->folder, "open.html")) {
		(void)unlink(door);
		if (write_door(door, address))
			open_browser(door);
	}
	wait_for_end();
	if (door[0] != '\0')
		(void)unlink(door);
	lab_server_end(server);
	return SOC_OK;
}

static enum soc_err run(const struct request *r, struct soc_msg *msg)
{
	const struct soc_lab_options options = { .folder = r->folder,
		                                     .threads = r->threads,
		                                     .memory_limit = running_memory() };
	struct soc_lab *lab = NULL;
	size_t stood = 0;
	int lock = -1;
	if (!running_make_folder("lab", r->folder, &stood))
		return soc_fail(msg, SOC_ERR_IO, "there is no folder %s to keep runs in", r->folder);
	enum soc_err err = lock_folder(r->folder, &lock, msg);
	if (err == SOC_OK)
		err = soc_lab_open(&options, &lab, msg);
	if (err == SOC_OK)
		err = serve(r, lab, msg);
	soc_lab_close(&lab);
	running_drop_folder(r->folder, stood);
	if (lock >= 0)
		(void)close(lock);
	return err;
}
#else
static enum soc_err run(const struct request *r, struct soc_msg *msg)
{
	(void)r;
	return soc_fail(msg, SOC_ERR_USAGE,
	                "this program was built without libmicrohttpd, which serves the page: install "
	                "libmicrohttpd-dev and build again");
}
#endif

int soc_cmd_lab(int argc, char **argv)
{
	struct request r = { .folder = "out/lab", .opens = 1 };
	struct soc_msg msg = { "" };
	running_signals();
	optind = 1;
	const int go = read_arguments(&r, argc, argv);
	if (go <= 0)
		return go < 0 ? SOC_OK : SOC_ERR_USAGE;
	if (r.openapi)
		return fputs(lab_openapi, stdout) == EOF || fflush(stdout) == EOF ? SOC_ERR_IO : SOC_OK;
	const enum soc_err err = run(&r, &msg);
	if (err != SOC_OK)
		fprintf(stderr, "socred lab: %s\n", msg.text);
	return (int)err;
}
