# %% [markdown]
# # Who is listed by mistake?
#
# People are synthetic, so what they truly did is known. No regime could know it; here it is held beside the record.
# %%
import socred as sc

run = sc.scenario("minimal", persons=20_000, seed=7, replicates=4).run()
run.headline().loc[["true_per_1000_listed", "other_violation_per_1000_listed", "no_violation_per_1000_listed"], ["label", "mean", "low", "high", "cases"]]
# %% [markdown]
# By group, income and class: each dot is one replicate. Where dots lie far apart, random numbers decide.
# %%
run.plot("listed_wrongly");
# %% [markdown]
# Being listed as a test of what is true. No threshold is called fair: where base rates differ, not all of these can be alike.
# %%
fair = run.fairness(by="group")
fair.table("false_discovery_rate")[["group", "value", "low", "high", "difference", "difference_low", "difference_high"]]
# %% [markdown]
# The people themselves, recomputed as columns: how old are those who are listed, rightly and wrongly?
# %%
people = run.people("age_band,listed_rightly,listed_wrongly").df()
people.groupby("age_band")[["listed_rightly", "listed_wrongly"]].sum()
