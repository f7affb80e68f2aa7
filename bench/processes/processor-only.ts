/** An environment in which TensorFlow and PyTorch see no GPU: all sides compute on the processor, also where there is one. */
export const processorOnly = (): NodeJS.ProcessEnv => ({ ...process.env, CUDA_VISIBLE_DEVICES: "-1" });
