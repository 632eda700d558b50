#include "model/modules/firms/town.h"
#include "model/score.h"

/* A step of learning as for people (model/conduct): rounded without bias by scattered offsets, a stream for
 * each class. */
void soc_town_learn(struct soc_town *t, uint32_t firm, unsigned event, int caught)
{
	if (!t->rules->watched)
		return;
	const uint32_t key =
		soc_score_fade_offset(t->at.first + firm, t->at.month, 1 + (unsigned)t->rules->event[event].luck);
	const int risk = t->risk[firm], offset = (int)(key * 2654435769u >> 24);
	t->risk[firm] =
		(uint8_t)(risk + ((((caught ? 255 : 0) - risk) * (int)t->rules->risk_step + offset) >> 8));
}
