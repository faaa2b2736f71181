/** Programs of the stack as processes of their own: started, watched, stopped, killed. */
@NullMarked
package dev.drydock.local.process;

import org.jspecify.annotations.NullMarked;
