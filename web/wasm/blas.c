/* The four routines of BLAS that liblinear calls (Lawson, Hanson, Kincaid, Krogh 1979, ACM TOMS 5), by the
 * calling convention of Fortran, for the engine in WebAssembly: there is no BLAS for it. Strides as liblinear
 * gives them: 1. */
#include <math.h>

double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy);
double dnrm2_(const int *n, const double *x, const int *incx);
int daxpy_(const int *n, const double *a, const double *x, const int *incx, double *y, const int *incy);
int dscal_(const int *n, const double *a, double *x, const int *incx);

double ddot_(const int *n, const double *x, const int *incx, const double *y, const int *incy)
{
	double sum = 0.0;
	for (int i = 0; i < *n; i++)
		sum += x[i * *incx] * y[i * *incy];
	return sum;
}

/* liblinear's vectors are log-odds and gradients: their squares are far from overflow. */
double dnrm2_(const int *n, const double *x, const int *incx)
{
	return sqrt(ddot_(n, x, incx, x, incx));
}

int daxpy_(const int *n, const double *a, const double *x, const int *incx, double *y, const int *incy)
{
	for (int i = 0; i < *n; i++)
		y[i * *incy] += *a * x[i * *incx];
	return 0;
}

int dscal_(const int *n, const double *a, double *x, const int *incx)
{
	for (int i = 0; i < *n; i++)
		x[i * *incx] *= *a;
	return 0;
}
