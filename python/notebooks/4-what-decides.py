# %% [markdown]
# # What decides a figure?
#
# Most values of a scenario are assumptions. Which of them decide how many people are listed?
# %%
import socred as sc

base = sc.scenario("minimal", persons=3_000, seed=7)
keys = ["review.automatic_share", "review.automatic_specificity", "conduct.severity", "due_process.notice", "due_process.appeal_if_wronged"]
found = sc.sensitivity(base, keys, outcome="listed_per_1000", n=6, replicates=1)
found.analysis()[["factor", "mu_star", "mu_star_low", "mu_star_high"]]
# %%
found.tornado();
# %% [markdown]
# The two that matter, looked at whole:
# %%
grid = sc.sweep(base, {"review.automatic_share": (0, 1), "conduct.severity": (0, 1)}, levels=4, outcomes="listed_per_1000", replicates=2)
grid.heatmap();
