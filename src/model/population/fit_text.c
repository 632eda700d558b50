/* The fit as a table for a terminal, or as JSON. */
#include "model/population/fit.h"

#include "base/buf.h"
#include "base/noun.h"

#include <string.h>

#define FEW 100 /* as SOC_FEW_CASES of results: fewer are marked */

static int64_t households_of(const struct soc_fit *fit, int size)
{
	int64_t n = 0;
	for (int32_t r = 0; r < fit->plan.regions_count; r++)
		n += fit->regions[r].sizes[size];
	return n;
}

/* Households by size, which the model has no table for: what was counted and what is made. */
static void table_sizes(const struct soc_fit *fit, struct soc_buf *buf)
{
	const struct soc_plan *plan = &fit->plan;
	const int most = soc_plan_sizes(plan);
	soc_buf_puts(buf,
	             "Households by size are not held: the model makes sizes above one by their mean, so that "
	             "people in households are as counted.\n");
	for (int size = 2; size <= most; size++) {
		double counted = 0.0;
		const int64_t made = soc_plan_of_size(plan, size, &counted);
		soc_buf_add(buf, "  of %d%s: %.0f by the count, %lld made\n", size, size == most ? " and more" : "",
		            counted, (long long)made);
	}
}

static void table_controls(const struct soc_fit *fit, struct soc_buf *buf)
{
	soc_buf_add(buf, "%-48s %8s %9s %8s  %s\n", "control", "figures", "largest", "allowed", "where");
	for (size_t i = 0; i < soc_fit_controls(fit); i++) {
		struct soc_control c = soc_fit_control(fit, i);
		soc_buf_add(buf, "%-48s %8lld %9.3f %8.0f  %s\n", c.name, (long long)c.figures, c.largest, c.allowed,
		            c.where);
	}
	const int64_t changed = soc_plan_changed(&fit->plan);
	int missed = 0;
	for (size_t i = 0; i < soc_fit_controls(fit); i++)
		missed += !soc_fit_meets(fit, i);
	if (soc_fit_meets_controls(fit))
		soc_buf_puts(buf, "Every control is met within rounding.\n");
	else
		soc_buf_add(buf, "NOT MET within rounding: %d of %zu controls.\n", missed, soc_fit_controls(fit));
	if (!soc_fit_sizes_meet(fit))
		table_sizes(fit, buf);
	if (changed > 0)
		soc_buf_add(buf,
		            "%lld %s not as the census has it: a province or a part of it has too few people here "
		            "for it. Build more people.\n",
		            (long long)changed, soc_noun((double)changed, "household is", "households are"));
}

static void table_pyramid(const struct soc_fit *fit, struct soc_buf *buf)
{
	soc_buf_add(buf, "\n%-8s %14s %14s   %9s %9s   %s\n", "age", "men", "women", "built %", "census %", "");
	for (int b = 0; b < soc_fit_age_bands(fit); b++) {
		char name[SOC_BAND_NAME];
		int64_t men_census = 0, women_census = 0;
		int64_t men = soc_fit_people(fit, 1, b, &men_census),
				women = soc_fit_people(fit, 0, b, &women_census);
		double built = 100.0 * (double)(men + women) / (double)fit->plan.persons;
		soc_bands_name(&soc_plan_inner(&fit->plan)->census.bands, b, '-', "+", name);
		soc_buf_add(buf, "%-8s %14lld %14lld   %9.3f %9.3f   ", name, (long long)men, (long long)women, built,
		            100.0 * (double)(men_census + women_census) / (double)fit->plan.census_persons);
		for (int i = 0; i < (int)(built * 4 + 0.5) && i < 60; i++)
			soc_buf_puts(buf, "#");
		soc_buf_puts(buf, "\n");
	}
}

/* A share in %, or a dash where nobody is there to be counted. */
static void table_share(struct soc_buf *buf, const char *before, int width, int digits, double value)
{
	if (value == value)
		soc_buf_add(buf, "%s%*.*f%%", before, width, digits, 100 * value);
	else
		soc_buf_add(buf, "%s%*s", before, width + 1, "-");
}

static void table_gaps(struct soc_buf *buf, const char *of, int64_t pairs, double low, double median,
                       double high, double implausible)
{
	soc_buf_add(buf, "%-38s %10lld", of, (long long)pairs);
	if (pairs > 0)
		soc_buf_add(buf, " %7.0f %7.0f %7.0f", low, median, high);
	else
		soc_buf_add(buf, " %7s %7s %7s", "-", "-", "-");
	table_share(buf, " ", 11, 3, implausible);
	soc_buf_puts(buf, pairs > 0 && pairs < FEW ? "  fewer than 100 cases\n" : "\n");
}

static void table_families(const struct soc_fit *fit, struct soc_buf *buf)
{
	const struct soc_plausibility p = soc_fit_plausibility(fit);
	soc_buf_puts(buf, "\nhouseholds of size ");
	for (int z = 1; z <= SOC_HOME_SIZE_MAX; z++)
		soc_buf_add(buf, " %d: %.1f%%", z,
		            fit->plan.households > 0
		                ? 100.0 * (double)households_of(fit, z) / (double)fit->plan.households
		                : 0);
	soc_buf_add(buf, "\n\n%-38s %10s %7s %7s %7s %12s\n", "years between", "pairs", "5%", "median", "95%",
	            "implausible");
	table_gaps(buf, "man and woman of a couple", p.couples, p.spouse_gap_low, p.spouse_gap_median,
	           p.spouse_gap_high, p.spouse_implausible);
	table_gaps(buf, "head and child", p.children, p.child_gap_low, p.child_gap_median, p.child_gap_high,
	           p.child_implausible);
	table_gaps(buf, "elder and head", p.elders, p.elder_gap_low, p.elder_gap_median, p.elder_gap_high,
	           p.elder_implausible);
	soc_buf_puts(buf, "Implausible: couples over 15 years apart, children not 16 to 50 and elders not 16 to "
	                  "45 years from the head.\n\n");
	table_share(buf, "older couples and single elders with kin in the community  ", 5, 1, p.kin_linked);
	table_share(buf, "\nlone parents with a former spouse in the community         ", 5, 1, p.former_linked);
	soc_buf_add(buf, "\nlinks that are not symmetric                               %5lld\n",
	            (long long)p.kin_broken);
	table_share(buf, "in work, of people aged 18 to 59                           ", 5, 1, p.employed);
	table_share(buf, "\nexecutives and officials, of people aged 25 to 64          ", 5, 2, p.executive);
	table_share(buf, " ", 5, 2, p.official);
	static const char *const who[3] = { "rural", "urban", "all" };
	for (int u = 0; u < 3; u++) {
		soc_buf_add(buf, "\nincome quintiles, %-5s people, lowest first               ", who[u]);
		for (int q = 0; q < 5; q++)
			table_share(buf, " ", 5, 1, p.quintiles[u][q]);
	}
	soc_buf_puts(buf, "\n");
}

static void table(const struct soc_fit *fit, struct soc_buf *buf)
{
	const struct soc_plan *plan = &fit->plan;
	soc_buf_add(buf, "%s, %s: %lld %s in %lld %s and collective quarters, %u %s, seed %llu\n",
	            fit->options.data, plan->regions_count == 1 ? "1 province" : "provinces",
	            (long long)plan->persons, soc_noun((double)plan->persons, "person", "persons"),
	            (long long)plan->households, soc_noun((double)plan->households, "household", "households"),
	            plan->communities_count, soc_noun(plan->communities_count, "community", "communities"),
	            (unsigned long long)plan->seed);
	soc_buf_add(buf, "%d %s, %d %s; each person stands for %.3f of the census\n\n", plan->regions_count,
	            soc_noun(plan->regions_count, "province", "provinces"), plan->places_count,
	            soc_noun(plan->places_count, "place", "places"),
	            (double)plan->census_persons / (double)plan->persons);
	table_controls(fit, buf);
	table_pyramid(fit, buf);
	table_families(fit, buf);
}

/* null where nobody is there to be counted. */
static void json_number(struct soc_buf *buf, const char *before, int digits, double value)
{
	if (value == value)
		soc_buf_add(buf, "%s%.*f", before, digits, value);
	else
		soc_buf_add(buf, "%snull", before);
}

static void json_gaps(struct soc_buf *buf, const char *of, int64_t pairs, double low, double median,
                      double high, double implausible)
{
	soc_buf_add(buf, "\"%s\":{\"pairs\":%lld", of, (long long)pairs);
	json_number(buf, ",\"low\":", 0, low);
	json_number(buf, ",\"median\":", 0, median);
	json_number(buf, ",\"high\":", 0, high);
	json_number(buf, ",\"implausible\":", 6, implausible);
	soc_buf_puts(buf, "},");
}

static void json_families(const struct soc_plausibility *p, struct soc_buf *buf)
{
	json_gaps(buf, "couples", p->couples, p->spouse_gap_low, p->spouse_gap_median, p->spouse_gap_high,
	          p->spouse_implausible);
	json_gaps(buf, "children", p->children, p->child_gap_low, p->child_gap_median, p->child_gap_high,
	          p->child_implausible);
	json_gaps(buf, "elders", p->elders, p->elder_gap_low, p->elder_gap_median, p->elder_gap_high,
	          p->elder_implausible);
	json_number(buf, "\"kin_linked\":", 6, p->kin_linked);
	json_number(buf, ",\"former_linked\":", 6, p->former_linked);
	soc_buf_add(buf, ",\"kin_broken\":%lld", (long long)p->kin_broken);
	json_number(buf, ",\"employed\":", 6, p->employed);
	json_number(buf, ",\"executive\":", 6, p->executive);
	json_number(buf, ",\"official\":", 6, p->official);
	static const char *const who[3] = { "rural", "urban", "all" };
	soc_buf_puts(buf, ",\"income_quintiles\":{");
	for (int u = 0; u < 3; u++) {
		soc_buf_add(buf, "%s\"%s\":", u ? "," : "", who[u]);
		for (int q = 0; q < 5; q++)
			json_number(buf, q > 0 ? "," : "[", 6, p->quintiles[u][q]);
		soc_buf_puts(buf, "]");
	}
	soc_buf_puts(buf, "}");
}

static void json(const struct soc_fit *fit, struct soc_buf *buf)
{
	const struct soc_plan *plan = &fit->plan;
	const struct soc_plausibility p = soc_fit_plausibility(fit);
	soc_buf_puts(buf, "{\"data\":");
	soc_buf_quote(buf, fit->options.data, 1);
	soc_buf_add(buf,
	            ",\"persons\":%lld,\"census_persons\":%lld,\"households\":%lld,\"communities\":%u,"
	            "\"provinces\":%d,\"places\":%d,"
	            "\"seed\":%llu,\"changed_households\":%lld,\"within_rounding\":%s,\n\"controls\":[",
	            (long long)plan->persons, (long long)plan->census_persons, (long long)plan->households,
	            plan->communities_count, plan->regions_count, plan->places_count,
	            (unsigned long long)plan->seed, (long long)soc_plan_changed(&fit->plan),
	            soc_fit_meets_controls(fit) ? "true" : "false");
	for (size_t i = 0; i < soc_fit_controls(fit); i++) {
		struct soc_control c = soc_fit_control(fit, i);
		soc_buf_add(buf,
		            "%s\n{\"control\":\"%s\",\"figures\":%lld,\"largest\":%.6f,\"allowed\":%.0f,\"where\":",
		            i ? "," : "", c.name, (long long)c.figures, c.largest, c.allowed);
		soc_buf_quote(buf, c.where, 1);
		soc_buf_puts(buf, "}");
	}
	soc_buf_puts(buf, "],\n\"pyramid\":[");
	for (int b = 0; b < soc_fit_age_bands(fit); b++) {
		char name[SOC_BAND_NAME];
		int64_t men_census = 0, women_census = 0;
		int64_t men = soc_fit_people(fit, 1, b, &men_census),
				women = soc_fit_people(fit, 0, b, &women_census);
		soc_bands_name(&soc_plan_inner(plan)->census.bands, b, '-', "+", name);
		soc_buf_add(
			buf, "%s\n{\"age\":\"%s\",\"men\":%lld,\"women\":%lld,\"census_men\":%lld,\"census_women\":%lld}",
			b ? "," : "", name, (long long)men, (long long)women, (long long)men_census,
			(long long)women_census);
	}
	soc_buf_puts(buf, "],\n\"household_sizes\":[");
	for (int z = 1; z <= SOC_HOME_SIZE_MAX; z++)
		soc_buf_add(buf, "%s%lld", z > 1 ? "," : "", (long long)households_of(fit, z));
	soc_buf_puts(buf, "],\n\"plausibility\":{");
	json_families(&p, buf);
	soc_buf_puts(buf, "}}\n");
}

enum soc_err soc_fit_text(const struct soc_fit *fit, const char *format, char **out, struct soc_msg *msg)
{
	struct soc_buf buf;
	memset(&buf, 0, sizeof buf);
	if (strcmp(format, "table") == 0)
		table(fit, &buf);
	else if (strcmp(format, "json") == 0)
		json(fit, &buf);
	else
		return soc_fail(msg, SOC_ERR_USAGE, "no format \"%.32s\"; allowed: table, json", format);
	return soc_buf_give(&buf, "no memory for the text of the fit", out, msg);
}
