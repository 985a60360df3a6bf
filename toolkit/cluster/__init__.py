"""Articles by partition on a cluster of Dask: paths in, paths out, each partition kept as soon as it is done."""
