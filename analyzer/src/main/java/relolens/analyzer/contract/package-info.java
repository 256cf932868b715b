/** Contract comments, sidecar relolens.yml and built-in profiles: who says what a routine may assume. Reads clauses, judges no code. */
@NullMarked
package relolens.analyzer.contract;

import org.jspecify.annotations.NullMarked;
