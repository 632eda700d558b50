# %% [markdown]
# # A life
#
# A figure says how many. Here is one of them: a synthetic person, a row number, drawn by a seed so that nobody chooses the case that suits.
# %%
import socred as sc

base = sc.scenario("minimal", persons=20_000, seed=7, replicates=1, label="as it is")
run = base.run()
found = run.find("listed_wrongly", seed=1, month="2019-06")
print(found)
# %%
found.story()
# %% [markdown]
# The same person under another rule: nothing is accepted without a human.
# %%
sc.beside(found, found.under(base.copy("people decide", {"review.automatic_share": 0})), width=70)
# %% [markdown]
# Each month's score in both: what a rule changes for one life, and when.
# %%
import matplotlib.pyplot as plt

other = found.under(base.copy("people decide", {"review.automatic_share": 0}))
fig, ax = plt.subplots(figsize=(7, 3), layout="constrained")
for life, name in ((found.life(), "as it is"), (other.life(), "people decide")):
    ax.step(range(len(life["months"])), [month["state"]["score"] for month in life["months"]], where="post", label=name)
ax.set(xlabel=f"months from {life['months'][0]['month']}", ylabel="score, points")
ax.legend(frameon=False);
