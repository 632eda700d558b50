# %% [markdown]
# # First steps
#
# A scenario is a set of rules over synthetic people. This runs the smallest one that is shipped, and reads what came of it.
# %%
import socred as sc

base = sc.scenario("minimal", persons=10_000, seed=7, replicates=4)
base
# %% [markdown]
# Every value has a unit, a source and, where nobody knows it, a plausible range. What is wrong is said at once, with the nearest name.
# %%
base.values().loc[["due_process.delay_months", "conduct.severity", "review.automatic_share"], ["value", "unit", "low", "high", "source"]]
# %%
try:
    base.set("due_process.delay_month", 2)
except sc.ScenarioError as error:
    print(error)
# %% [markdown]
# A run takes a second. The headline has the figures of the report: the mean over the replicates, the interval that random numbers leave, and the wider one that the assumptions leave.
# %%
run = base.run()
run.headline()[["section", "label", "mean", "low", "high", "assumed_low", "assumed_high"]].head(8)
# %%
run.plot("listed_per_1000");
# %%
run.plot("violations");
# %% [markdown]
# Results are plain tables, for SQL too.
# %%
run.sql("SELECT channel_name, avg(wrong_per_1000_entries) AS wrong_per_1000 FROM channel_errors GROUP BY channel_name ORDER BY 2 DESC")
