# %% [markdown]
# # A life
#
# A figure says how many. Here is one of them: a synthetic person, a row number, drawn by a seed so that nobody chooses the case that suits.
# %%
import socred as sc

base = sc.scenario("minimal", persons=20_000, seed=7, replicates=1, label="as it is")
run = base.run()
found = run.find("listed_wrongly", seed=1)
print(found)
# %%
found.story()
# %% [markdown]
# The same person under another rule: nothing is accepted without a human.
# %%
sc.beside(found, found.under(base.copy("people decide", {"review.automatic_share": 0})), width=70)
