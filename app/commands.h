/* The subcommands of the program: one table, one file app/cmd_<name>.c each.
 *
 * A command gets argv[0] = "socred <name>", prints its help on --help, and returns an exit status of enum
 * soc_err. */
#ifndef SOCRED_APP_COMMANDS_H
#define SOCRED_APP_COMMANDS_H

/* name, what it takes, one line of help; in the order of a first working day */
#define SOC_COMMANDS(X)                                                                                      \
	X(run, "SCENARIO", "run a scenario: results, report and the resolved scenario in a folder")              \
	X(check, "SCENARIO", "say everything that is wrong with a scenario, with line and column")               \
	X(params, "[KEY | MODULE | WORD]",                                                                       \
	  "the table of every scenario key: unit, default, range, meaning, source")                              \
	X(schema, "", "a JSON Schema of scenario files, for editors")                                            \
	X(show, "RESULTS [TABLE]", "any table of the results, as a table, CSV or JSON")                          \
	X(report, "RESULTS", "the report again, from the results file alone")                                    \
	X(explain, "RESULTS", "one synthetic life, month by month, and why it got its grade")                    \
	X(find, "RESULTS", "how many synthetic people a condition holds of, and some of them drawn by the seed") \
	X(people, "RESULTS", "the synthetic people of a run as a table: chosen columns, months, a sample")       \
	X(population, "DATA", "synthesise the population alone and show its fit to the census")                  \
	X(diff, "A B", "whether two results have the same content, and if not, where first")                     \
	X(compare, "A B ...", "the effect of rules: paired runs, statistic by statistic, with intervals")        \
	X(fairness, "RESULTS", "who is selected, rightly and wrongly, by group, and what cannot be alike")       \
	X(storage, "[RESULTS]",                                                                                  \
	  "what a regime stores and what that costs; whether published volumes fit together")                    \
	X(assess, "RESULTS...", "the form of an impact assessment, filled with what runs say")                   \
	X(policies, "FILE", "policy comparison: what each objective picks of many rules, the choice rolled out") \
	X(experiment, "run FILE", "many points of a scenario: which assumption decides a result")                \
	X(assumptions, "SCENARIO", "how far each figure goes over the plausible ranges of what is assumed")      \
	X(lab, "[SCENARIO]",                                                                                     \
	  "the lab in a browser: move rules, see what follows, compare; served on this machine alone")           \
	X(systems, "[ID]", "the systems to be modelled and what implements each now")                            \
	X(theory, "[NAME]", "published theories as small worlds, what is published beside what comes out")

#define SOC_COMMAND_DECLARE(name, takes, help) int soc_cmd_##name(int argc, char **argv);
SOC_COMMANDS(SOC_COMMAND_DECLARE)
#undef SOC_COMMAND_DECLARE

#endif
