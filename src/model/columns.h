/* What a struct of columns is made of: model/columns.def is the list. A part is declared by
 *
 *   #define COLUMN_OF_record(type, name, per, when) SOC_COLUMN_##per(type, name)
 *   #include "model/columns.def"
 *
 * and whoever does the same for all columns defines COLUMN(part, type, name, per, when). */
#ifndef SOC_MODEL_COLUMNS_H
#define SOC_MODEL_COLUMNS_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stddef.h>
#include <stdint.h>

/* How often a column is there, and how long it is. */
enum soc_per {
	SOC_PER_PERSON,
	SOC_PER_COMPONENT,
	SOC_PER_LIST,
	SOC_PER_SPHERE,
	SOC_PER_COMMUNITY,
	SOC_PER_DOCKET,
	SOC_PER_UNDER_WAY
};
#define SOC_COLUMN_PERSON(type, name) type *name;
#define SOC_COLUMN_COMPONENT(type, name) type *name[SOC_COMPONENTS_MAX];
#define SOC_COLUMN_LIST(type, name) type *name[SOC_LISTS_MAX];
#define SOC_COLUMN_SPHERE(type, name) type *name[SOC_SPHERES_MAX];
#define SOC_COLUMN_COMMUNITY(type, name) type *name;
#define SOC_COLUMN_DOCKET(type, name) type *name;
#define SOC_COLUMN_UNDER_WAY(type, name) type *name;

/* The pointer to the k-th column of a name. */
#define SOC_COLUMN_AT_PERSON(name, k) (&(name) + (k))
#define SOC_COLUMN_AT_COMPONENT(name, k) (&(name)[k])
#define SOC_COLUMN_AT_LIST(name, k) (&(name)[k])
#define SOC_COLUMN_AT_SPHERE(name, k) (&(name)[k])
#define SOC_COLUMN_AT_COMMUNITY(name, k) (&(name) + (k))
#define SOC_COLUMN_AT_DOCKET(name, k) (&(name) + (k))
#define SOC_COLUMN_AT_UNDER_WAY(name, k) (&(name) + (k))

enum soc_when {
#define WHEN(name, rules) SOC_WHEN_##name,
#include "model/columns.def"
	SOC_WHENS
};

/* Which columns the communities of a run have. */
struct soc_shape {
	uint8_t components, lists, spheres;
	uint16_t docket; /* places */
	uint32_t when;   /* bit per enum soc_when */
};

static inline int soc_shape_has(const struct soc_shape *shape, enum soc_when when)
{
	return shape->when >> when & 1u;
}

/* How many columns of one name there are: 0 when they are not needed. */
static inline unsigned soc_shape_copies(const struct soc_shape *shape, enum soc_per per, enum soc_when when)
{
	if (!soc_shape_has(shape, when))
		return 0;
	return per == SOC_PER_COMPONENT ? shape->components
	       : per == SOC_PER_LIST    ? shape->lists
	       : per == SOC_PER_SPHERE  ? shape->spheres
	                                : 1;
}

/* Values of one column of so many people in so many communities. */
static inline size_t soc_shape_values(const struct soc_shape *shape, enum soc_per per, size_t persons,
                                      size_t communities)
{
	if (per == SOC_PER_COMMUNITY)
		return communities;
	if (per == SOC_PER_DOCKET || per == SOC_PER_UNDER_WAY)
		return communities * shape->docket;
	return persons;
}

#endif
