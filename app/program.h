/* The program without its beginning: socred is one process (main.c), socred-mpi several (main_mpi.c). */
#ifndef SOCRED_APP_PROGRAM_H
#define SOCRED_APP_PROGRAM_H

/* Runs the command that the arguments name; returns the exit status. Cost: that of the command. */
int program_run(int argc, char **argv);

#endif
