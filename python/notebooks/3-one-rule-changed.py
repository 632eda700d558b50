# %% [markdown]
# # One rule changed, on the same people
#
# Both runs have the same people and the same random numbers, replicate by replicate. What differs is the rule.
# %%
import socred as sc

base = sc.scenario("minimal", persons=10_000, seed=7, replicates=6, label="as it is")
people_decide = base.copy("people decide", {"review.automatic_share": 0})
a, b = base.run(), people_decide.run()
pair = sc.compare(a, b)
table = pair.table()
table[(table["run"] == "B") & (table["low"] * table["high"] > 0)][["label", "value", "difference", "low", "high"]]
# %%
pair.plot("listed_per_1000", by=["group", "quintile"]);
# %% [markdown]
# What the minority has more than the majority, in each run, and what the rule changes of that:
# %%
pair.table(by="group", gap=("minority", "majority"), only="listed_per_1000")[["run_label", "value", "difference", "low", "high"]]
# %% [markdown]
# Person by person, per 1,000: rows are what holds people as it is, columns where people decide.
# %%
pair.transitions().matrix().round(2)
# %% [markdown]
# Without a cause there is no effect: a copy that changes nothing differs in nothing.
# %%
same = sc.compare(a, base.copy("the same").run()).table()
assert (same[same["run"] == "B"]["difference"].dropna() == 0).all()
